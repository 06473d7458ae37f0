/// The versions of reviews, and the order in which they changed: what pollers compare and what other processes follow.
package enum ChangeLog {
    /// Gives reviews their next versions and moves them to the head of the change cursor; once per transaction that changes them.
    package static func touch(_ reviews: [String], _ session: any SQLSession) throws {
        let reviews = Set(reviews)
        guard !reviews.isEmpty else { return }
        let last = try advance(by: reviews.count, session)
        let given = session.dialect.table([("review", .text), ("changed", .integer)])
        try session.execute(
            """
            UPDATE changes SET version = changes.version + 1, changed = given.changed FROM \(given) AS given WHERE changes.review = given.review
            """,
            [.table(zip(reviews, (last - reviews.count + 1)...).map { [.text($0), SQLValue($1)] })])
    }

    /// The cursor of the newest change.
    package static func newest(_ session: any SQLSession) throws -> Int {
        try session.query("SELECT value FROM counters WHERE name = 'changes'").first?.integer("value") ?? 0
    }

    /// Seconds for which a deletion is told; by then every process has looked.
    private static let memory = 7 * 86_400.0

    static func noteDeletion(of review: String, at now: Double, _ session: any SQLSession) throws {
        try session.execute("DELETE FROM deletions WHERE deleted_at < ?", [.real(now - memory)])
        try session.execute(
            "INSERT INTO deletions (review, changed, deleted_at) VALUES (?, ?, ?)",
            [.text(review), SQLValue(try advance(by: 1, session)), .real(now)])
    }

    /// The reviews that were deleted after a cursor.
    package static func deleted(after cursor: Int, _ session: any SQLSession) throws -> [(cursor: Int, review: String)] {
        try session.query("SELECT review, changed FROM deletions WHERE changed > ? ORDER BY changed", [SQLValue(cursor)])
            .map { (try $0.integer("changed"), try $0.string("review")) }
    }

    static func begin(_ review: String, version: Int, _ session: any SQLSession) throws {
        try session.execute(
            "INSERT INTO changes (review, version, changed) VALUES (?, ?, ?)",
            [.text(review), SQLValue(version), SQLValue(try advance(by: 1, session))])
    }

    /// The counter's row serialises writers, so cursors become visible in their order.
    private static func advance(by count: Int, _ session: any SQLSession) throws -> Int {
        let rows = try session.query("UPDATE counters SET value = value + ? WHERE name = 'changes' RETURNING value", [SQLValue(count)])
        return try rows.first?.integer("value") ?? 0
    }
}
