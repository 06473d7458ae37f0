internal import ReviewModel
internal import Storage

/// How many jobs may run at once, in a queue and of a course, counted over all workers.
enum RunningLimits {
    /// How many more may run in the queue, up to `wanted`.
    static func room(in stage: Stage, _ policy: QueuePolicy, atMost wanted: Int, _ session: any SQLSession) throws -> Int {
        guard let most = policy.maxRunning else { return wanted }
        let running = try session.query("SELECT COUNT(*) AS jobs FROM jobs WHERE queue = ? AND state = 'running'", [.text(stage.rawValue)])
        return min(wanted, most - (try running.first?.integer("jobs") ?? 0))
    }

    /// A condition on jobs that wait, and its arguments: with those of its course that run and wait before it, a job must be within the limit.
    static func allowed(_ policy: QueuePolicy, _ stage: Stage, now: Double) -> (condition: String, arguments: [SQLValue]) {
        guard let most = policy.maxRunningPerCourse else { return ("", []) }
        let condition = """
            AND id IN (SELECT id FROM (
                SELECT id, ROW_NUMBER() OVER (PARTITION BY COALESCE(course, '') ORDER BY turn, run_at) + (
                    SELECT COUNT(*) FROM jobs AS others
                    WHERE others.queue = own.queue AND others.state = 'running' AND COALESCE(others.course, '') = COALESCE(own.course, '')
                ) AS place FROM jobs AS own WHERE queue = ? AND state = 'waiting' AND run_at <= ?
            ) AS placed WHERE place <= ?)
            """
        return (condition, [.text(stage.rawValue), .real(now), SQLValue(most)])
    }
}
