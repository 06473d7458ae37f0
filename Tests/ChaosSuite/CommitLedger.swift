internal import Storage

/// The database's own count of completions, kept by a trigger: the queue's statements cannot hide a second one from it.
enum CommitLedger {
    static func install(in database: any Database, isPostgres: Bool) async throws {
        try await database.write { session in
            for statement in isPostgres ? postgres : sqlite { try session.execute(statement) }
        }
    }

    private static let table = "CREATE TABLE chaos_commits (job TEXT NOT NULL, token BIGINT NOT NULL)"

    private static let sqlite = [
        table,
        """
        CREATE TRIGGER chaos_commit AFTER UPDATE OF state ON jobs WHEN NEW.state = 'done'
        BEGIN INSERT INTO chaos_commits (job, token) VALUES (NEW.id, NEW.lease_token); END
        """,
    ]

    private static let postgres = [
        table,
        """
        CREATE FUNCTION chaos_commit() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN INSERT INTO chaos_commits (job, token) VALUES (NEW.id, NEW.lease_token); RETURN NULL; END $$
        """,
        """
        CREATE TRIGGER chaos_commit AFTER UPDATE OF state ON jobs FOR EACH ROW WHEN (NEW.state = 'done') EXECUTE FUNCTION chaos_commit()
        """,
    ]
}
