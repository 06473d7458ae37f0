package import ReviewModel

/// The statements on what is on its way to webhooks. One process at a time calls an endpoint, with one event at a time.
package enum DeliveryStore {
    /// What is to be sent, and where.
    package struct Parcel: Sendable {
        package var webhook: String
        package var url: String
        /// The present one first.
        package var secrets: [String]
        package var event: WebhookEvent
        /// The how many-th it is, from 1 on.
        package var attempt: Int
        /// Whoever has the endpoint's newest turn may note how it went.
        let turn: Int
    }

    /// What became of an attempt.
    package struct Note: Sendable, Hashable {
        package var state: WebhookDelivery.State
        package var status: Int?
        package var problem: String?
        /// When it is due again, or is settled.
        package var time: Double

        package init(state: WebhookDelivery.State, status: Int? = nil, problem: String? = nil, time: Double) {
            self.state = state
            self.status = status
            self.problem = problem
            self.time = time
        }
    }

    /// Seconds for which an endpoint is left alone at most, whatever it says.
    package static let longestRest = 3600.0

    /// Seconds by which the clocks of two machines may differ.
    private static let leeway = 60.0

    /// Webhooks with something to be sent now. A time further ahead than any that is set comes of a clock that was wrong, and counts as past.
    private static let due = """
        disabled_at IS NULL AND (free_at <= ? OR free_at > ?) AND (held_until <= ? OR held_until > ?) AND EXISTS (
            SELECT 1 FROM webhook_deliveries WHERE webhook_deliveries.webhook = webhooks.id AND state = 'waiting' AND run_at <= ?
        )
        """

    private static func dueArguments(at now: Double) -> [SQLValue] {
        let end = now + longestRest + leeway
        return [.real(now), .real(end), .real(now), .real(end), .real(now)]
    }

    /// Whether a claim could find something, asked without taking the writer's lock.
    package static func isDue(at now: Double, _ session: any SQLSession) throws -> Bool {
        try !session.query("SELECT id FROM webhooks WHERE \(due) LIMIT 1", dueArguments(at: now)).isEmpty
    }

    /// Takes the turn of the endpoint that was left alone for longest, and the oldest event that is due there. Nobody else calls it until a time.
    package static func claim(at now: Double, until end: Double, _ session: any SQLSession) throws -> Parcel? {
        let endpoint = try session.query(
            """
            UPDATE webhooks SET turn = turn + 1, held_until = ? WHERE id IN (
                SELECT id FROM webhooks WHERE \(due) ORDER BY free_at, id LIMIT 1
            ) RETURNING id, url, secret, previous_secret, previous_until, turn
            """, [.real(end)] + dueArguments(at: now)
        ).first
        guard let endpoint else { return nil }
        let webhook = try endpoint.string("id")
        let delivery = try session.query(
            """
            UPDATE webhook_deliveries SET attempt = attempt + 1 WHERE webhook = ? AND event IN (
                SELECT event FROM webhook_deliveries WHERE webhook = ? AND state = 'waiting' AND run_at <= ? ORDER BY event LIMIT 1
            ) RETURNING event, attempt
            """, [.text(webhook), .text(webhook), .real(now)]
        ).first
        guard let delivery else { return nil }
        let name = try delivery.string("event")
        let happened = try session.query("SELECT \(eventColumns) FROM webhook_events WHERE id = ?", [.text(name)]).first
        guard let happened else { return nil }
        return Parcel(
            webhook: webhook, url: try endpoint.string("url"), secrets: try secrets(endpoint, at: now), event: try event(happened),
            attempt: try delivery.integer("attempt"), turn: try endpoint.integer("turn"))
    }

    private static func secrets(_ row: SQLRow, at now: Double) throws -> [String] {
        let present = try row.string("secret")
        guard let previous = try row.optionalString("previous_secret"), try row.optionalDouble("previous_until") ?? 0 > now else { return [present] }
        return [present, previous]
    }

    /// How many attempts at a parcel's endpoint have failed since one was accepted there, of whatever events.
    ///
    /// - Returns: nil where somebody else has the endpoint's turn by now.
    package static func failures(of parcel: Parcel, _ session: any SQLSession) throws -> Int? {
        try session.query("SELECT failures FROM webhooks WHERE id = ? AND turn = ?", [.text(parcel.webhook), SQLValue(parcel.turn)])
            .first?.integer("failures")
    }

    /// Notes how it went, and when the endpoint may be called again.
    ///
    /// - Returns: false where somebody else has the endpoint's turn by now, or nobody wants the event there any more.
    package static func note(_ note: Note, of parcel: Parcel, freeAt time: Double, _ session: any SQLSession) throws -> Bool {
        let failures = note.state == .delivered ? "0" : "failures + 1"
        let isOwn =
            try session.execute(
                "UPDATE webhooks SET held_until = 0, free_at = ?, failures = \(failures) WHERE id = ? AND turn = ?",
                [.real(time), .text(parcel.webhook), SQLValue(parcel.turn)]) > 0
        guard isOwn else { return false }
        return try session.execute(
            """
            UPDATE webhook_deliveries SET state = ?, run_at = ?, last_status = ?, problem = ?, finished_at = ?
            WHERE webhook = ? AND event = ? AND state = 'waiting'
            """,
            [
                .text(note.state.rawValue), .real(note.time), note.status.map { SQLValue($0) } ?? .null, SQLValue(note.problem),
                SQLValue(note.state == .waiting ? nil : note.time), .text(parcel.webhook), .text(parcel.event.id),
            ]) > 0
    }

    /// Gives a parcel back as if it had not been taken.
    package static func release(_ parcel: Parcel, _ session: any SQLSession) throws {
        let isOwn =
            try session.execute(
                "UPDATE webhooks SET held_until = 0 WHERE id = ? AND turn = ?", [.text(parcel.webhook), SQLValue(parcel.turn)]) > 0
        guard isOwn else { return }
        try session.execute(
            "UPDATE webhook_deliveries SET attempt = attempt - 1 WHERE webhook = ? AND event = ? AND state = 'waiting'",
            [.text(parcel.webhook), .text(parcel.event.id)])
    }

    /// A webhook's deliveries, the newest event first; those before an event where given.
    package static func list(of webhook: String, before event: String? = nil, limit: Int, _ session: any SQLSession) throws -> [WebhookDelivery] {
        var arguments: [SQLValue] = [.text(webhook)]
        if let event { arguments.append(.text(event)) }
        arguments.append(SQLValue(limit))
        return try session.query(
            """
            SELECT \(columns) FROM webhook_deliveries
                JOIN webhook_events ON webhook_events.id = webhook_deliveries.event JOIN webhooks ON webhooks.id = webhook_deliveries.webhook
            WHERE webhook_deliveries.webhook = ? \(event == nil ? "" : "AND webhook_deliveries.event < ?")
            ORDER BY webhook_deliveries.event DESC LIMIT ?
            """, arguments
        ).map(delivery)
    }

    /// Each webhook's newest delivery, by the webhook.
    package static func newest(_ session: any SQLSession) throws -> [String: WebhookDelivery] {
        let rows = try session.query(
            """
            SELECT webhook_deliveries.webhook, \(columns) FROM webhooks
                JOIN webhook_deliveries ON webhook_deliveries.webhook = webhooks.id AND webhook_deliveries.event = (
                    SELECT MAX(others.event) FROM webhook_deliveries AS others WHERE others.webhook = webhooks.id
                )
                JOIN webhook_events ON webhook_events.id = webhook_deliveries.event
            """)
        return Dictionary(uniqueKeysWithValues: try rows.map { (try $0.string("webhook"), try delivery($0)) })
    }

    private static let eventColumns = """
        webhook_events.id, webhook_events.kind, webhook_events.review, webhook_events.title, webhook_events.course,
        webhook_events.state AS review_state, webhook_events.verdict, webhook_events.has_report, webhook_events.created_at
        """
    private static let columns = """
        \(eventColumns), webhook_deliveries.state, webhook_deliveries.attempt, webhook_deliveries.run_at, webhook_deliveries.last_status,
        webhook_deliveries.problem, webhook_deliveries.finished_at, webhooks.free_at
        """

    private static func delivery(_ row: SQLRow) throws -> WebhookDelivery {
        let state: WebhookDelivery.State = try StoredJSON.raw(row.string("state"))
        let next = max(try row.double("run_at"), try row.double("free_at"))
        return WebhookDelivery(
            event: try event(row), state: state, attempts: try row.integer("attempt"), lastStatus: try row.optionalInteger("last_status"),
            problem: try row.optionalString("problem"), nextAttempt: state == .waiting ? next : nil,
            finishedAt: try row.optionalDouble("finished_at"))
    }

    private static func event(_ row: SQLRow) throws -> WebhookEvent {
        WebhookEvent(
            id: try row.string("id"), kind: try StoredJSON.raw(row.string("kind")), at: try row.double("created_at"), review: try review(row))
    }

    private static func review(_ row: SQLRow) throws -> WebhookEvent.EndedReview? {
        guard let id = try row.optionalString("review") else { return nil }
        return WebhookEvent.EndedReview(
            id: id, title: try row.string("title"), course: try row.optionalString("course"),
            state: try StoredJSON.raw(row.string("review_state")),
            verdict: try row.optionalString("verdict").map { try StoredJSON.raw($0) }, hasReport: try row.boolean("has_report"))
    }
}
