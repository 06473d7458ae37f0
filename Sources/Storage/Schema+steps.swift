/// The steps themselves.
extension Schema {
    static let migrations: [[String]] = [
        [
            """
            CREATE TABLE reviews (
                id TEXT PRIMARY KEY,
                title TEXT NOT NULL,
                course TEXT,
                rubric TEXT NOT NULL,
                state TEXT NOT NULL,
                version BIGINT NOT NULL,
                changed BIGINT NOT NULL,
                created_at DOUBLE PRECISION NOT NULL,
                completed_at DOUBLE PRECISION,
                transcribe INTEGER NOT NULL,
                file_name TEXT,
                bytes BIGINT,
                sha256 TEXT,
                media TEXT,
                problem TEXT
            )
            """,
            "CREATE UNIQUE INDEX reviews_changed ON reviews (changed)",
            "CREATE INDEX reviews_by_age ON reviews (created_at DESC, id DESC)",
            """
            CREATE TABLE stages (
                review TEXT NOT NULL REFERENCES reviews (id) ON DELETE CASCADE,
                stage TEXT NOT NULL,
                state TEXT NOT NULL,
                progress DOUBLE PRECISION,
                reason TEXT,
                PRIMARY KEY (review, stage)
            )
            """,
            """
            CREATE TABLE results (
                review TEXT NOT NULL REFERENCES reviews (id) ON DELETE CASCADE,
                kind TEXT NOT NULL,
                content BLOB NOT NULL,
                PRIMARY KEY (review, kind)
            )
            """,
            """
            CREATE TABLE jobs (
                id TEXT PRIMARY KEY,
                queue TEXT NOT NULL,
                unique_key TEXT NOT NULL UNIQUE,
                review TEXT NOT NULL REFERENCES reviews (id) ON DELETE CASCADE,
                course TEXT,
                priority INTEGER NOT NULL,
                state TEXT NOT NULL,
                attempt INTEGER NOT NULL,
                lease_losses INTEGER NOT NULL,
                lease_token BIGINT NOT NULL,
                lease_worker TEXT,
                lease_until DOUBLE PRECISION,
                run_at DOUBLE PRECISION NOT NULL,
                progress DOUBLE PRECISION,
                errors TEXT NOT NULL,
                created_at DOUBLE PRECISION NOT NULL,
                started_at DOUBLE PRECISION,
                finished_at DOUBLE PRECISION
            )
            """,
            "CREATE INDEX jobs_by_turn ON jobs (queue, state, priority DESC, run_at)",
            "CREATE INDEX jobs_by_lease ON jobs (state, lease_until)",
            "CREATE INDEX jobs_by_review ON jobs (review)",
            "CREATE TABLE queues (name TEXT PRIMARY KEY, paused INTEGER NOT NULL)",
            "CREATE TABLE counters (name TEXT PRIMARY KEY, value BIGINT NOT NULL)",
            "INSERT INTO counters (name, value) VALUES ('changes', 0)",
        ],
        [
            "ALTER TABLE reviews ADD COLUMN rubric_content TEXT",
            "ALTER TABLE reviews ADD COLUMN depth TEXT NOT NULL DEFAULT 'full'",
        ],
        [
            "ALTER TABLE jobs ADD COLUMN place BIGINT NOT NULL DEFAULT 0",
            "ALTER TABLE jobs ADD COLUMN turn BIGINT NOT NULL DEFAULT 0",
            "ALTER TABLE queues ADD COLUMN place BIGINT NOT NULL DEFAULT 0",
            "DROP INDEX jobs_by_turn",
            "CREATE INDEX jobs_by_turn ON jobs (queue, state, turn, run_at)",
            "CREATE INDEX jobs_by_course ON jobs (queue, (COALESCE(course, '')), place)",
        ],
        [
            // What changes with every step of a job is kept apart from what is long, and an index holds only the jobs that are looked for by it:
            // a million finished ones cost nothing.
            """
            CREATE TABLE changes (
                review TEXT PRIMARY KEY REFERENCES reviews (id) ON DELETE CASCADE,
                version BIGINT NOT NULL,
                changed BIGINT NOT NULL
            )
            """,
            "INSERT INTO changes (review, version, changed) SELECT id, version, changed FROM reviews",
            "CREATE UNIQUE INDEX changes_in_order ON changes (changed)",
            "DROP INDEX reviews_changed",
            "ALTER TABLE reviews DROP COLUMN version",
            "ALTER TABLE reviews DROP COLUMN changed",
            "ALTER TABLE stages DROP COLUMN progress",
            "UPDATE stages SET state = 'waiting' WHERE state = 'running'",
            """
            CREATE TABLE jobs_without_key (
                id TEXT PRIMARY KEY,
                queue TEXT NOT NULL,
                review TEXT NOT NULL REFERENCES reviews (id) ON DELETE CASCADE,
                course TEXT,
                priority INTEGER NOT NULL,
                place BIGINT NOT NULL,
                turn BIGINT NOT NULL,
                state TEXT NOT NULL,
                attempt INTEGER NOT NULL,
                lease_losses INTEGER NOT NULL,
                lease_token BIGINT NOT NULL,
                lease_worker TEXT,
                lease_until DOUBLE PRECISION,
                run_at DOUBLE PRECISION NOT NULL,
                progress DOUBLE PRECISION,
                errors TEXT NOT NULL,
                created_at DOUBLE PRECISION NOT NULL,
                started_at DOUBLE PRECISION,
                finished_at DOUBLE PRECISION,
                UNIQUE (review, queue)
            )
            """,
            """
            INSERT INTO jobs_without_key
            SELECT id, queue, review, course, priority, place, turn, state, attempt, lease_losses, lease_token, lease_worker, lease_until, run_at,
                progress, errors, created_at, started_at, finished_at
            FROM jobs
            """,
            "DROP TABLE jobs",
            "ALTER TABLE jobs_without_key RENAME TO jobs",
            "CREATE INDEX jobs_waiting ON jobs (queue, turn, run_at) WHERE state = 'waiting'",
            "CREATE INDEX jobs_waiting_by_course ON jobs (queue, (COALESCE(course, '')), place) WHERE state = 'waiting'",
            "CREATE INDEX jobs_running ON jobs (lease_until) WHERE state = 'running'",
            "CREATE INDEX jobs_finished ON jobs (finished_at, queue, state) WHERE finished_at IS NOT NULL",
            "CREATE INDEX jobs_dead ON jobs (id) WHERE state = 'dead'",
            """
            CREATE TABLE archived_jobs (
                id TEXT PRIMARY KEY,
                queue TEXT NOT NULL,
                review TEXT NOT NULL REFERENCES reviews (id) ON DELETE CASCADE,
                course TEXT,
                state TEXT NOT NULL,
                attempt INTEGER NOT NULL,
                lease_losses INTEGER NOT NULL,
                run_at DOUBLE PRECISION NOT NULL,
                errors TEXT NOT NULL,
                created_at DOUBLE PRECISION NOT NULL,
                started_at DOUBLE PRECISION,
                finished_at DOUBLE PRECISION NOT NULL
            )
            """,
            "CREATE INDEX archived_jobs_by_review ON archived_jobs (review)",
            "CREATE INDEX archived_jobs_by_end ON archived_jobs (finished_at)",
        ],
        [
            "ALTER TABLE reviews ADD COLUMN origin TEXT",
            "ALTER TABLE reviews ADD COLUMN origin_reference TEXT",
            "ALTER TABLE reviews ADD COLUMN sender TEXT",
            "ALTER TABLE reviews ADD COLUMN arrived_at DOUBLE PRECISION",
            """
            CREATE TABLE uploads (
                id TEXT PRIMARY KEY,
                review TEXT REFERENCES reviews (id) ON DELETE CASCADE,
                owns_review INTEGER NOT NULL,
                origin TEXT NOT NULL,
                origin_reference TEXT,
                sender TEXT,
                file_name TEXT NOT NULL,
                metadata TEXT,
                parts TEXT,
                length BIGINT,
                received BIGINT NOT NULL,
                state TEXT NOT NULL,
                writer BIGINT NOT NULL,
                sha256 TEXT,
                created_at DOUBLE PRECISION NOT NULL,
                expires_at DOUBLE PRECISION NOT NULL
            )
            """,
            "CREATE INDEX uploads_by_expiry ON uploads (expires_at)",
            "CREATE INDEX uploads_by_review ON uploads (review)",
            "CREATE INDEX uploads_arrived ON uploads (id) WHERE state = 'arrived'",
        ],
        [
            "ALTER TABLE uploads ADD COLUMN owner TEXT",
            "CREATE INDEX uploads_whole ON uploads (id) WHERE state = 'open' AND length = received",
            """
            CREATE TABLE tokens (
                id TEXT PRIMARY KEY,
                hash TEXT NOT NULL UNIQUE,
                name TEXT NOT NULL,
                roles TEXT NOT NULL,
                courses TEXT,
                review TEXT REFERENCES reviews (id) ON DELETE CASCADE,
                created_at DOUBLE PRECISION NOT NULL,
                expires_at DOUBLE PRECISION,
                revoked_at DOUBLE PRECISION
            )
            """,
            """
            CREATE TABLE audit (
                id TEXT PRIMARY KEY,
                at DOUBLE PRECISION NOT NULL,
                actor TEXT,
                account TEXT,
                action TEXT NOT NULL,
                target TEXT NOT NULL,
                status INTEGER NOT NULL,
                address TEXT
            )
            """,
            """
            CREATE TABLE idempotency (
                actor TEXT NOT NULL,
                request_key TEXT NOT NULL,
                fingerprint TEXT NOT NULL,
                review TEXT NOT NULL REFERENCES reviews (id) ON DELETE CASCADE,
                created_at DOUBLE PRECISION NOT NULL,
                PRIMARY KEY (actor, request_key)
            )
            """,
            "CREATE INDEX idempotency_by_age ON idempotency (created_at)",
            // Other processes hold reviews in memory: this tells them which to forget.
            """
            CREATE TABLE deletions (
                review TEXT PRIMARY KEY,
                changed BIGINT NOT NULL,
                deleted_at DOUBLE PRECISION NOT NULL
            )
            """,
            "CREATE INDEX deletions_in_order ON deletions (changed)",
            // Blobs that a deleted review had; the sweep looks whether another one has the same.
            "CREATE TABLE discarded (sha256 TEXT PRIMARY KEY, discarded_at DOUBLE PRECISION NOT NULL)",
            """
            CREATE TABLE responses (
                review TEXT NOT NULL REFERENCES reviews (id) ON DELETE CASCADE,
                finding TEXT NOT NULL,
                state TEXT NOT NULL,
                note TEXT,
                actor TEXT,
                responded_at DOUBLE PRECISION NOT NULL,
                PRIMARY KEY (review, finding)
            )
            """,
            """
            CREATE TABLE fetches (
                upload TEXT PRIMARY KEY REFERENCES uploads (id) ON DELETE CASCADE,
                address TEXT NOT NULL,
                validator TEXT,
                attempt INTEGER NOT NULL,
                failures INTEGER NOT NULL,
                run_at DOUBLE PRECISION NOT NULL,
                held_until DOUBLE PRECISION NOT NULL,
                problem TEXT
            )
            """,
            "CREATE INDEX fetches_in_turn ON fetches (run_at)",
            """
            CREATE TABLE feeds (
                address TEXT PRIMARY KEY,
                entity_tag TEXT,
                last_modified TEXT,
                run_at DOUBLE PRECISION NOT NULL
            )
            """,
            """
            CREATE TABLE collected (
                source TEXT NOT NULL,
                item TEXT NOT NULL,
                review TEXT NOT NULL,
                collected_at DOUBLE PRECISION NOT NULL,
                PRIMARY KEY (source, item)
            )
            """,
            "CREATE INDEX reviews_by_course ON reviews (course, created_at DESC, id DESC)",
        ],
        ["ALTER TABLE reviews ADD COLUMN replaces TEXT"],
        [
            // Secrets are readable, for they sign. Whoever has the newest turn may call the endpoint, until `free_at`.
            """
            CREATE TABLE webhooks (
                id TEXT PRIMARY KEY,
                url TEXT NOT NULL,
                description TEXT,
                course TEXT,
                events TEXT NOT NULL,
                secret TEXT NOT NULL,
                previous_secret TEXT,
                previous_until DOUBLE PRECISION,
                account TEXT,
                created_at DOUBLE PRECISION NOT NULL,
                disabled_at DOUBLE PRECISION,
                disabled_reason TEXT,
                turn BIGINT NOT NULL,
                free_at DOUBLE PRECISION NOT NULL
            )
            """,
            """
            CREATE TABLE webhook_events (
                id TEXT PRIMARY KEY,
                kind TEXT NOT NULL,
                review TEXT REFERENCES reviews (id) ON DELETE CASCADE,
                title TEXT,
                course TEXT,
                state TEXT,
                verdict TEXT,
                has_report INTEGER NOT NULL,
                created_at DOUBLE PRECISION NOT NULL
            )
            """,
            "CREATE INDEX webhook_events_by_review ON webhook_events (review)",
            "CREATE INDEX webhook_events_by_age ON webhook_events (created_at)",
            """
            CREATE TABLE webhook_deliveries (
                webhook TEXT NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
                event TEXT NOT NULL REFERENCES webhook_events (id) ON DELETE CASCADE,
                state TEXT NOT NULL,
                attempt INTEGER NOT NULL,
                run_at DOUBLE PRECISION NOT NULL,
                last_status INTEGER,
                problem TEXT,
                finished_at DOUBLE PRECISION,
                PRIMARY KEY (webhook, event)
            )
            """,
            "CREATE INDEX webhook_deliveries_by_event ON webhook_deliveries (event)",
            "CREATE INDEX webhook_deliveries_waiting ON webhook_deliveries (webhook, event) WHERE state = 'waiting'",
        ],
        [
            """
            CREATE TABLE corrections (
                review TEXT NOT NULL REFERENCES reviews (id) ON DELETE CASCADE,
                segment INTEGER NOT NULL,
                original TEXT NOT NULL,
                content TEXT NOT NULL,
                actor TEXT,
                corrected_at DOUBLE PRECISION NOT NULL,
                PRIMARY KEY (review, segment)
            )
            """
        ],
        [
            // An endpoint's turn ends by `held_until`, so that `free_at` tells of its rest alone, which grows with its failures in a row.
            "ALTER TABLE webhooks ADD COLUMN failures INTEGER NOT NULL DEFAULT 0",
            "ALTER TABLE webhooks ADD COLUMN held_until DOUBLE PRECISION NOT NULL DEFAULT 0",
        ],
    ]
}
