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
}

/// The operator's side of the queues.
extension JobQueue {
    package func overview() async throws -> [QueueOverview] {
        let now = clock.now
        return try await database.read { session in
            let counts = try session.query("SELECT queue, state, COUNT(*) AS jobs FROM jobs GROUP BY queue, state")
            let oldest = try session.query(
                "SELECT queue, MIN(run_at) AS since FROM jobs WHERE state = 'waiting' AND run_at <= ? GROUP BY queue", [.real(now)])
            let paused = try session.query("SELECT name FROM queues WHERE paused = 1").map { try $0.string("name") }
            return try Stage.allCases.map { stage in
                var jobs: [String: Int] = [:]
                for row in counts where try row.string("queue") == stage.rawValue {
                    jobs[try row.string("state")] = try row.integer("jobs")
                }
                let since = try oldest.first { try $0.string("queue") == stage.rawValue }?.double("since")
                return QueueOverview(
                    name: stage, paused: paused.contains(stage.rawValue), jobs: jobs, oldestWaiting: since.map { max(0, now - $0) })
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
    package func jobs(in state: Job.State, limit: Int) async throws -> [Job] {
        try await database.read { session in
            try session.query(
                "SELECT * FROM jobs WHERE state = ? ORDER BY created_at DESC LIMIT ?", [.text(state.rawValue), SQLValue(limit)]
            ).map(JobStatements.job)
        }
    }
}
