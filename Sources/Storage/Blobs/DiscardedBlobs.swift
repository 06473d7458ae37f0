/// The statements on blobs that deleted reviews had: each goes unless something else refers to the same bytes.
package enum DiscardedBlobs {
    /// Notes what a review has, before it is deleted.
    static func note(of review: String, at now: Double, _ session: any SQLSession) throws {
        let recording = try session.query("SELECT sha256 FROM reviews WHERE id = ?", [.text(review)]).first?.optionalString("sha256")
        try add(Set(ResultStore.stills(of: review, session).values).union(recording.map { [$0] } ?? []), at: now, session)
    }

    package static func add(_ hashes: Set<String>, at now: Double, _ session: any SQLSession) throws {
        guard !hashes.isEmpty else { return }
        try session.execute(
            """
            INSERT INTO discarded (sha256, discarded_at)
            SELECT sha256, discarded_at FROM \(session.dialect.table([("sha256", .text), ("discarded_at", .real)])) AS given WHERE true
            ON CONFLICT (sha256) DO UPDATE SET discarded_at = excluded.discarded_at
            """, [.table(hashes.sorted().map { [.text($0), .real(now)] })])
    }

    /// Those that were discarded before a time.
    package static func list(before time: Double, limit: Int, _ session: any SQLSession) throws -> [String] {
        try session.query("SELECT sha256 FROM discarded WHERE discarded_at < ? ORDER BY discarded_at LIMIT ?", [.real(time), SQLValue(limit)])
            .map { try $0.string("sha256") }
    }

    /// Those of the hashes that a review has.
    package static func used(_ hashes: [String], _ session: any SQLSession) throws -> Set<String> {
        var used = try owned(hashes, by: "reviews", session)
        // Pictures of black are the same in many recordings. Which review has which still is in its results alone.
        let wanted = Set(hashes)
        for review in try session.query("SELECT review FROM results WHERE kind = ?", [.text(StageResult.stillsKind)]) {
            used.formUnion(wanted.intersection(try ResultStore.stills(of: review.string("review"), session).values))
        }
        return used
    }

    /// Those of the hashes that an upload has, which goes in its time.
    package static func uploaded(_ hashes: [String], _ session: any SQLSession) throws -> Set<String> {
        try owned(hashes, by: "uploads", session)
    }

    private static func owned(_ hashes: [String], by table: String, _ session: any SQLSession) throws -> Set<String> {
        let given = session.dialect.table([("sha256", .text)])
        let rows = try session.query(
            "SELECT DISTINCT \(table).sha256 FROM \(given) AS given JOIN \(table) ON \(table).sha256 = given.sha256",
            [.table(hashes.map { [.text($0)] })])
        return Set(try rows.map { try $0.string("sha256") })
    }

    package static func forget(_ hashes: [String], _ session: any SQLSession) throws {
        try session.execute(
            "DELETE FROM discarded WHERE sha256 IN (SELECT sha256 FROM \(session.dialect.table([("sha256", .text)])) AS given)",
            [.table(hashes.map { [.text($0)] })])
    }
}
