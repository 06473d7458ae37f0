package import ReviewModel
internal import Storage

/// A queue as operators see it.
package struct QueueOverview: Sendable, Codable, Hashable {
    package var name: Stage
    package var paused: Bool
    /// Jobs by state; states without jobs are absent.
    package var jobs: [String: Int]
    /// Seconds that the oldest job whose turn has come has waited; nil where none waits.
    package var oldestWaiting: Double?
    /// Workers, of all processes, that have a job of the queue.
    package var workers: Int
    /// Seconds of work for a second of recording (the real-time factor), of the latest jobs that ended; nil where none has.
    package var pace: Double?
}

/// The operator's side of the queues.
extension JobQueue {
    package func overview() async throws -> [QueueOverview] {
        let now = clock.now
        return try await database.read { session in
            // Each part from an index of its own: the finished jobs are many.
            let counts = try session.query(
                """
                SELECT queue, 'waiting' AS state, COUNT(*) AS jobs, 0 AS workers FROM jobs WHERE state = 'waiting' GROUP BY queue
                UNION ALL
                SELECT queue, 'running' AS state, COUNT(*) AS jobs, COUNT(DISTINCT lease_worker) AS workers
                FROM jobs WHERE state = 'running' GROUP BY queue
                UNION ALL SELECT queue, state, COUNT(*) AS jobs, 0 AS workers FROM jobs WHERE finished_at IS NOT NULL GROUP BY queue, state
                """)
            let oldest = try session.query(
                "SELECT queue, MIN(run_at) AS since FROM jobs WHERE state = 'waiting' AND run_at <= ? GROUP BY queue", [.real(now)])
            let paused = try Self.paused(session)
            let paces = try Self.paces(session)
            return try Stage.allCases.map { stage in
                var jobs: [String: Int] = [:]
                var workers = 0
                for row in counts where try row.string("queue") == stage.rawValue {
                    jobs[try row.string("state")] = try row.integer("jobs")
                    workers += try row.integer("workers")
                }
                let since = try oldest.first { try $0.string("queue") == stage.rawValue }?.double("since")
                return QueueOverview(
                    name: stage, paused: paused.contains(stage), jobs: jobs, oldestWaiting: since.map { max(0, now - $0) },
                    workers: workers, pace: paces[stage])
            }
        }
    }

    /// Stops or starts claims from a queue; jobs that run go on.
    package func setPaused(_ paused: Bool, _ stage: Stage) async throws {
        try await database.write { session in
            _ = try session.execute(
                "INSERT INTO queues (name, paused) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET paused = excluded.paused",
                [.text(stage.rawValue), SQLValue(paused)])
        }
        if !paused { signals.changed(stage) }
    }

    /// Jobs in a state, newest first.
    ///
    /// - Parameter courses: nil for every course's.
    package func jobs(in state: Job.State, of courses: Set<String>? = nil, limit: Int) async throws -> [Job] {
        try await database.read { session in
            let scope = courses == nil ? "" : "AND course IN (SELECT course FROM \(session.dialect.table([("course", .text)])) AS given)"
            let given = try courses.map { [try SQLValue.table($0.sorted().map { [.text($0)] })] } ?? []
            return try session.query(
                // Ids grow with time. The state is in the text, so that a planner sees that an index of its own serves.
                "SELECT * FROM jobs WHERE state = '\(state.rawValue)' \(scope) ORDER BY id DESC LIMIT ?", given + [SQLValue(limit)]
            ).map(JobStatements.job)
        }
    }
}
