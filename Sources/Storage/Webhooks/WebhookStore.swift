package import ReviewModel

/// The statements on webhooks: who is told of what, and where.
package enum WebhookStore {
    package static func insert(_ webhook: Webhook, secret: String, _ session: any SQLSession) throws {
        try session.execute(
            """
            INSERT INTO webhooks (id, url, description, course, events, secret, account, created_at, turn, free_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 0)
            """,
            [
                .text(webhook.id), .text(webhook.url), SQLValue(webhook.description), SQLValue(webhook.course),
                .text(try StoredJSON.text(webhook.events)), .text(secret), SQLValue(webhook.account), .real(webhook.createdAt),
            ])
    }

    package static func find(_ id: String, _ session: any SQLSession) throws -> Webhook? {
        try webhooks("WHERE id = ?", [.text(id)], session).first
    }

    /// The oldest first.
    package static func all(_ session: any SQLSession) throws -> [Webhook] {
        try webhooks("ORDER BY id", [], session)
    }

    /// How many a course has, or, for nil, how many are for all courses.
    package static func count(of course: String?, _ session: any SQLSession) throws -> Int {
        try session.query("SELECT COUNT(*) AS number FROM webhooks WHERE COALESCE(course, '') = ?", [.text(course ?? "")])
            .first?.integer("number") ?? 0
    }

    /// - Returns: false where there is no such webhook.
    package static func delete(_ id: String, _ session: any SQLSession) throws -> Bool {
        try session.execute("DELETE FROM webhooks WHERE id = ?", [.text(id)]) > 0
    }

    /// Puts another secret in the place of the present one, which signs beside it for a while. Where an earlier one still does so, that
    /// goes on and the present one is dropped: the receiver may not have got it yet, and would be cut off.
    ///
    /// - Returns: until when the last secret signs, too; nil where there is no such webhook.
    package static func rotate(
        _ id: String, to secret: String, keepingUntil end: Double, at now: Double, _ session: any SQLSession
    ) throws -> Double? {
        try session.query(
            """
            UPDATE webhooks SET previous_secret = CASE WHEN previous_until > ? THEN previous_secret ELSE secret END,
                previous_until = CASE WHEN previous_until > ? THEN previous_until ELSE ? END, secret = ?
            WHERE id = ? RETURNING previous_until
            """, [.real(now), .real(now), .real(end), .text(secret), .text(id)]
        ).first?.double("previous_until")
    }

    /// Lets it be told of what happens from now on, without a rest.
    package static func enable(_ id: String, at now: Double, _ session: any SQLSession) throws {
        try session.execute("UPDATE webhooks SET disabled_at = NULL, disabled_reason = NULL WHERE id = ?", [.text(id)])
        try endRest(of: id, at: now, session)
    }

    /// Lets its endpoint be called at once, as if nothing had failed there. Whoever calls it now goes on to have its turn.
    package static func endRest(of id: String, at now: Double, _ session: any SQLSession) throws {
        try session.execute("UPDATE webhooks SET free_at = ?, failures = 0 WHERE id = ?", [.real(now), .text(id)])
    }

    /// Lets it be told of nothing more, also not of what waits.
    package static func disable(_ id: String, because reason: String, at now: Double, _ session: any SQLSession) throws {
        try session.execute("UPDATE webhooks SET disabled_at = ?, disabled_reason = ? WHERE id = ?", [.real(now), .text(reason), .text(id)])
        try session.execute(
            "UPDATE webhook_deliveries SET state = 'failed', problem = ?, finished_at = ? WHERE webhook = ? AND state = 'waiting'",
            [.text(reason), .real(now), .text(id)])
    }

    /// Disables those that somebody made.
    ///
    /// - Returns: how many were not disabled before.
    static func disableAll(madeBy account: String, because reason: String, at now: Double, _ session: any SQLSession) throws -> Int {
        let ids = try session.query("SELECT id FROM webhooks WHERE account = ? AND disabled_at IS NULL", [.text(account)]).map { try $0.string("id") }
        for id in ids { try disable(id, because: reason, at: now, session) }
        return ids.count
    }

    private static func webhooks(_ clause: String, _ arguments: [SQLValue], _ session: any SQLSession) throws -> [Webhook] {
        try session.query("SELECT * FROM webhooks " + clause, arguments).map { row in
            Webhook(
                id: try row.string("id"), url: try row.string("url"), description: try row.optionalString("description"),
                course: try row.optionalString("course"), events: try StoredJSON.value(text: row.string("events")),
                account: try row.optionalString("account"), createdAt: try row.double("created_at"),
                previousSecretUntil: try row.optionalDouble("previous_until"), disabledAt: try row.optionalDouble("disabled_at"),
                disabledReason: try row.optionalString("disabled_reason"))
        }
    }
}
