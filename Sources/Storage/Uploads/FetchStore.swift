/// The statements on recordings that are taken from an address instead of being sent. Each belongs to an upload.
package enum FetchStore {
    /// What is to be fetched.
    package struct Fetch: Sendable, Hashable {
        package var upload: String
        package var address: String
        /// The entity tag or date of what has come so far, so that the rest is of the same.
        package var validator: String?
        /// How often it was begun. Whoever has the newest number may go on with it.
        package var attempt: Int
        /// How often it was begun since it brought something.
        package var failures: Int
    }

    package static func insert(_ upload: String, from address: String, at now: Double, _ session: any SQLSession) throws {
        try session.execute(
            "INSERT INTO fetches (upload, address, attempt, failures, run_at, held_until) VALUES (?, ?, 0, 0, ?, 0)",
            [.text(upload), .text(address), .real(now)])
    }

    /// Takes the fetch whose turn it is; whoever has it holds it until a time, and longer by `hold`.
    package static func claim(at now: Double, until end: Double, _ session: any SQLSession) throws -> Fetch? {
        try session.query(
            """
            UPDATE fetches SET attempt = attempt + 1, failures = failures + 1, held_until = ? WHERE upload IN (
                SELECT upload FROM fetches WHERE run_at <= ? AND held_until < ? ORDER BY run_at LIMIT 1
            ) RETURNING upload, address, validator, attempt, failures
            """, [.real(end), .real(now), .real(now)]
        ).first.map { row in
            Fetch(
                upload: try row.string("upload"), address: try row.string("address"), validator: try row.optionalString("validator"),
                attempt: try row.integer("attempt"), failures: try row.integer("failures"))
        }
    }

    /// - Returns: false where somebody else has it by now.
    package static func hold(_ fetch: Fetch, until end: Double, _ session: any SQLSession) throws -> Bool {
        try session.execute("UPDATE fetches SET held_until = ? \(ofHolder)", [.real(end)] + key(fetch)) > 0
    }

    /// - Returns: false where somebody else has it by now.
    package static func setValidator(_ validator: String?, of fetch: Fetch, _ session: any SQLSession) throws -> Bool {
        try session.execute("UPDATE fetches SET validator = ? \(ofHolder)", [SQLValue(validator)] + key(fetch)) > 0
    }

    package static func validator(of fetch: Fetch, _ session: any SQLSession) throws -> String? {
        try session.query("SELECT validator FROM fetches WHERE upload = ?", [.text(fetch.upload)]).first?.optionalString("validator")
    }

    /// Lets it be tried again later.
    ///
    /// - Parameter failures: how often it was begun since it brought something.
    package static func postpone(_ fetch: Fetch, to time: Double, failures: Int, problem: String, _ session: any SQLSession) throws {
        try session.execute(
            "UPDATE fetches SET run_at = ?, held_until = 0, failures = ?, problem = ? \(ofHolder)",
            [.real(time), SQLValue(failures), .text(problem)] + key(fetch))
    }

    package static func delete(_ fetch: Fetch, _ session: any SQLSession) throws {
        try session.execute("DELETE FROM fetches \(ofHolder)", key(fetch))
    }

    /// - Returns: whether nobody else has it by now.
    package static func isHeld(_ fetch: Fetch, _ session: any SQLSession) throws -> Bool {
        try !session.query("SELECT upload FROM fetches \(ofHolder)", key(fetch)).isEmpty
    }

    private static let ofHolder = "WHERE upload = ? AND attempt = ?"

    private static func key(_ fetch: Fetch) -> [SQLValue] { [.text(fetch.upload), SQLValue(fetch.attempt)] }
}
