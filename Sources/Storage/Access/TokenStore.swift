package import ReviewModel

/// The statements on access tokens. Only hashes of secrets are kept.
package enum TokenStore {
    private static let counter = "tokens"

    /// - Parameter hash: of the secret, SHA-256 in lower-case hexadecimal.
    package static func insert(_ token: AccessToken, hash: String, _ session: any SQLSession) throws {
        try session.execute(
            "INSERT INTO tokens (id, hash, name, roles, courses, review, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                .text(token.id), .text(hash), .text(token.name), .text(try StoredJSON.text(token.roles)),
                try token.courses.map { .text(try StoredJSON.text($0)) } ?? .null, SQLValue(token.review), .real(token.createdAt),
                SQLValue(token.expiresAt),
            ])
        try count(session)
    }

    /// The newest last.
    package static func all(_ session: any SQLSession) throws -> [(hash: String, token: AccessToken)] {
        try session.query("SELECT * FROM tokens ORDER BY id").map { row in
            let token = AccessToken(
                id: try row.string("id"), name: try row.string("name"), roles: try StoredJSON.value(text: row.string("roles")),
                courses: try row.optionalString("courses").map { try StoredJSON.value(text: $0) }, review: try row.optionalString("review"),
                createdAt: try row.double("created_at"), expiresAt: try row.optionalDouble("expires_at"),
                revokedAt: try row.optionalDouble("revoked_at"))
            return (try row.string("hash"), token)
        }
    }

    /// Ends a token, and disables the webhooks that were made with it: whoever may not ask any more is not told either.
    ///
    /// - Parameter review: where given, only a link to this review is revoked.
    /// - Returns: how many webhooks were disabled; nil where there is no such token, or it was revoked before.
    package static func revoke(_ id: String, of review: String? = nil, at time: Double, _ session: any SQLSession) throws -> Int? {
        let revoked =
            try session.execute(
                "UPDATE tokens SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL \(review == nil ? "" : "AND review = ?")",
                [.real(time), .text(id)] + (review.map { [.text($0)] } ?? [])) > 0
        guard revoked else { return nil }
        try count(session)
        return try WebhookStore.disableAll(madeBy: AccessToken.account(of: id), because: "Its token was revoked.", at: time, session)
    }

    /// Grows with every change of the tokens.
    package static func version(_ session: any SQLSession) throws -> Int {
        try session.query("SELECT value FROM counters WHERE name = '\(counter)'").first?.integer("value") ?? 0
    }

    private static func count(_ session: any SQLSession) throws {
        try session.execute(
            "INSERT INTO counters (name, value) VALUES ('\(counter)', 1) ON CONFLICT (name) DO UPDATE SET value = counters.value + 1")
    }
}
