/// Which creations were done already, by the keys that clients gave them (Idempotency-Key).
package enum IdempotencyStore {
    /// Seconds for which a key is remembered.
    package static let lifetime = 86_400.0

    /// What a key stood for before.
    package struct Entry: Sendable {
        /// Of the request that came first, so that another request under the same key is noticed.
        package var fingerprint: String
        package var review: String

        package init(fingerprint: String, review: String) {
            self.fingerprint = fingerprint
            self.review = review
        }
    }

    package static func find(_ key: String, of actor: String, at now: Double, _ session: any SQLSession) throws -> Entry? {
        try session.query(
            "SELECT fingerprint, review FROM idempotency WHERE actor = ? AND request_key = ? AND created_at > ?",
            [.text(actor), .text(key), .real(now - lifetime)]
        ).first.map { Entry(fingerprint: try $0.string("fingerprint"), review: try $0.string("review")) }
    }

    /// Notes what a key stands for; keys whose time is over make room.
    package static func insert(_ key: String, of actor: String, _ entry: Entry, at now: Double, _ session: any SQLSession) throws {
        try session.execute("DELETE FROM idempotency WHERE created_at <= ?", [.real(now - lifetime)])
        try session.execute(
            "INSERT INTO idempotency (actor, request_key, fingerprint, review, created_at) VALUES (?, ?, ?, ?, ?)",
            [.text(actor), .text(key), .text(entry.fingerprint), .text(entry.review), .real(now)])
    }
}
