internal import Storage

/// The statements on archived jobs.
enum ArchiveStatements {
    private static let columns =
        "id, queue, review, course, state, attempt, lease_losses, run_at, errors, created_at, started_at, finished_at"

    static func move(before: Double, atMost limit: Int, _ session: any SQLSession) throws -> Int {
        let due = try session.query(
            "SELECT id FROM jobs WHERE finished_at < ? AND state IN ('done', 'cancelled') ORDER BY finished_at LIMIT ?",
            [.real(before), SQLValue(limit)]
        ).map { [SQLValue.text(try $0.string("id"))] }
        guard !due.isEmpty else { return 0 }
        let given = "(SELECT job FROM \(session.dialect.table([("job", .text)])) AS given)"
        try session.execute("INSERT INTO archived_jobs (\(columns)) SELECT \(columns) FROM jobs WHERE id IN \(given)", [.table(due)])
        return try session.execute("DELETE FROM jobs WHERE id IN \(given)", [.table(due)])
    }

    static func drop(before: Double, atMost limit: Int, _ session: any SQLSession) throws {
        try session.execute(
            "DELETE FROM archived_jobs WHERE id IN (SELECT id FROM archived_jobs WHERE finished_at < ? ORDER BY finished_at LIMIT ?)",
            [.real(before), SQLValue(limit)])
    }

    static func find(_ id: String, _ session: any SQLSession) throws -> Job? {
        try session.query("SELECT \(columns), NULL AS progress FROM archived_jobs WHERE id = ?", [.text(id)]).first.map(JobStatements.job)
    }
}
