import ReviewModel
import Storage

/// Reviews that went through every stage long ago.
struct FinishedJobs {
    /// Jobs, not reviews.
    let count: Int

    private static let batch = 2000

    func add(to database: any Database) async throws {
        let reviews = count / Stage.allCases.count
        for begin in stride(from: 0, to: reviews, by: Self.batch) {
            let ids = (begin..<min(reviews, begin + Self.batch)).map { "finished-\($0)" }
            try await database.write { try add(ids, $0) }
        }
    }

    private func add(_ ids: [String], _ session: any SQLSession) throws {
        let reviews = ids.map { [SQLValue.text($0)] }
        let given = session.dialect.table([("review", .text)])
        try session.execute(
            """
            INSERT INTO reviews (id, title, course, rubric, state, created_at, completed_at, transcribe)
            SELECT review, 'Lecture', 'course', 'lecture', 'completed', 0, 1, 1 FROM \(given) AS given
            """, [.table(reviews)])
        let first = try session.query("UPDATE counters SET value = value + ? WHERE name = 'changes' RETURNING value", [SQLValue(ids.count)])
        let last = try first[0].integer("value")
        try session.execute(
            """
            INSERT INTO changes (review, version, changed)
            SELECT review, 20, changed FROM \(session.dialect.table([("review", .text), ("changed", .integer)])) AS given
            """, [.table(zip(ids, (last - ids.count + 1)...).map { [.text($0), SQLValue($1)] })])
        let stages = ids.flatMap { id in Stage.allCases.map { [SQLValue.text(id), .text($0.rawValue), .text("\(id)/\($0.rawValue)")] } }
        let jobs = session.dialect.table([("review", .text), ("stage", .text), ("id", .text)])
        try session.execute(
            "INSERT INTO stages (review, stage, state) SELECT review, stage, 'measured' FROM \(jobs) AS given", [.table(stages)])
        try session.execute(
            """
            INSERT INTO jobs
                (id, queue, review, course, priority, place, turn, state, attempt, lease_losses, lease_token, run_at, errors, created_at, started_at,
                finished_at)
            SELECT id, stage, review, 'course', 0, 0, 0, 'done', 1, 0, 1, 0, '[]', 0, 0, 1 FROM \(jobs) AS given
            """, [.table(stages)])
    }
}
