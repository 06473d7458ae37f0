package import ReviewModel

/// The statements on what instructors answer to findings.
package enum ResponseStore {
    /// Puts a response in the place of an earlier one.
    package static func set(_ response: FindingResponse, to finding: String, of review: String, _ session: any SQLSession) throws {
        try session.execute(
            """
            INSERT INTO responses (review, finding, state, note, actor, responded_at) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (review, finding) DO UPDATE SET
                state = excluded.state, note = excluded.note, actor = excluded.actor, responded_at = excluded.responded_at
            """, values(response, to: finding, of: review))
        try ChangeLog.touch([review], session)
    }

    /// Takes responses along from an earlier upload, by the new findings' ids; what was said to the new ones stays.
    package static func carry(_ responses: [String: FindingResponse], to review: String, _ session: any SQLSession) throws {
        for (finding, response) in responses.sorted(by: { $0.key < $1.key }) {
            try session.execute(
                """
                INSERT INTO responses (review, finding, state, note, actor, responded_at) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (review, finding) DO NOTHING
                """, values(response, to: finding, of: review))
        }
    }

    private static func values(_ response: FindingResponse, to finding: String, of review: String) -> [SQLValue] {
        [
            .text(review), .text(finding), .text(response.state.rawValue), SQLValue(response.note), SQLValue(response.actor),
            .real(response.respondedAt),
        ]
    }

    /// By review and finding.
    package static func all(of reviews: [String], _ session: any SQLSession) throws -> [String: [String: FindingResponse]] {
        guard !reviews.isEmpty else { return [:] }
        let given = session.dialect.table([("review", .text)])
        let rows = try session.query(
            "SELECT * FROM responses WHERE review IN (SELECT review FROM \(given) AS given)", [.table(reviews.map { [.text($0)] })])
        return try rows.reduce(into: [:]) { all, row in
            let (review, finding) = (try row.string("review"), try row.string("finding"))
            all[review, default: [:]][finding] = try response(row)
        }
    }

    private static func response(_ row: SQLRow) throws -> FindingResponse {
        FindingResponse(
            state: try StoredJSON.raw(row.string("state")), note: try row.optionalString("note"), actor: try row.optionalString("actor"),
            respondedAt: try row.double("responded_at"))
    }

    /// By the finding's id.
    package static func all(of review: String, _ session: any SQLSession) throws -> [String: FindingResponse] {
        let rows = try session.query("SELECT * FROM responses WHERE review = ?", [.text(review)])
        return Dictionary(
            uniqueKeysWithValues: try rows.map { row in
                (try row.string("finding"), try response(row))
            })
    }
}
