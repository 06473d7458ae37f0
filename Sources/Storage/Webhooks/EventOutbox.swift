package import ReviewModel

/// What happened and who is to be told, written in the transaction in which it happens: nothing is told that did not come about, and nothing is lost.
/// An event that nobody listens to is not kept.
package enum EventOutbox {
    /// Tells of the reviews that have come to their end.
    static func announce(_ endings: [ReviewStore.Ending], _ session: any SQLSession) throws {
        let ended = endings.filter { ($0.state?.isFinal ?? false) && $0.completedAt != nil }
        guard !ended.isEmpty else { return }
        let listeners = try session.query("SELECT id, course, events FROM webhooks WHERE disabled_at IS NULL").map(Listener.init)
        guard !listeners.isEmpty else { return }
        let rows = try session.query(
            """
            SELECT reviews.id, title, course, sha256 FROM \(session.dialect.table([("review", .text)])) AS given
                JOIN reviews ON reviews.id = given.review
            """,
            [.table(ended.map { [.text($0.review)] })])
        let byReview = Dictionary(ended.map { ($0.review, $0) }, uniquingKeysWith: { $1 })
        var news: [(event: WebhookEvent, listeners: [String])] = []
        for row in rows {
            guard let ending = byReview[try row.string("id")], let event = try makeEvent(of: ending, row) else { continue }
            let interested = listeners.filter { $0.wants(event) }.map(\.webhook)
            if !interested.isEmpty { news.append((event, interested)) }
        }
        try add(news, session)
    }

    /// Tells one webhook of an event, whatever it listens to.
    package static func tell(_ event: WebhookEvent, to webhook: String, _ session: any SQLSession) throws {
        try add([(event, [webhook])], session)
    }

    /// Forgets what happened before a time, and how it was told; and what is nobody's any more, for its webhooks were deleted. An event comes with its
    /// deliveries, in one transaction, so that none is taken for such before it has any.
    ///
    /// - Returns: how many events there were of it, up to `limit`.
    package static func sweep(before time: Double, atMost limit: Int, _ session: any SQLSession) throws -> Int {
        try session.execute(
            """
            DELETE FROM webhook_events WHERE id IN (
                SELECT id FROM webhook_events
                WHERE created_at < ? OR NOT EXISTS (SELECT 1 FROM webhook_deliveries WHERE webhook_deliveries.event = webhook_events.id)
                ORDER BY created_at LIMIT ?
            )
            """,
            [.real(time), SQLValue(limit)])
    }

    private struct Listener {
        let webhook: String
        let course: String?
        let kinds: [WebhookEvent.Kind]

        init(_ row: SQLRow) throws {
            webhook = try row.string("id")
            course = try row.optionalString("course")
            kinds = try StoredJSON.value(text: row.string("events"))
        }

        func wants(_ event: WebhookEvent) -> Bool {
            kinds.contains(event.kind) && (course == nil || course == event.review?.course)
        }
    }

    /// - Parameter row: of the review.
    private static func makeEvent(of ending: ReviewStore.Ending, _ row: SQLRow) throws -> WebhookEvent? {
        guard let state = ending.state, let kind = WebhookEvent.Kind(endingIn: state), let time = ending.completedAt else { return nil }
        let hasRecording = try row.optionalString("sha256") != nil
        let review = WebhookEvent.EndedReview(
            id: ending.review, title: try row.string("title"), course: try row.optionalString("course"), state: state, verdict: ending.verdict,
            hasReport: hasRecording && state != .cancelled)
        return WebhookEvent(id: Identifier.make(at: time), kind: kind, at: time, review: review)
    }

    private static func add(_ news: [(event: WebhookEvent, listeners: [String])], _ session: any SQLSession) throws {
        guard !news.isEmpty else { return }
        let events: [[SQLValue]] = news.map { item -> [SQLValue] in
            let (event, review) = (item.event, item.event.review)
            return [
                .text(event.id), .text(event.kind.rawValue), SQLValue(review?.id), SQLValue(review?.title), SQLValue(review?.course),
                SQLValue(review?.state.rawValue), SQLValue(review?.verdict?.rawValue), SQLValue(review?.hasReport ?? false), .real(event.at),
            ]
        }
        let columns = "id, kind, review, title, course, state, verdict, has_report, created_at"
        let given = session.dialect.table([
            ("id", .text), ("kind", .text), ("review", .text), ("title", .text), ("course", .text), ("state", .text), ("verdict", .text),
            ("has_report", .integer), ("created_at", .real),
        ])
        try session.execute("INSERT INTO webhook_events (\(columns)) SELECT \(columns) FROM \(given) AS given", [.table(events)])
        var deliveries: [[SQLValue]] = []
        for (event, listeners) in news {
            for listener in listeners { deliveries.append([.text(listener), .text(event.id), .real(event.at)]) }
        }
        let addressed = session.dialect.table([("webhook", .text), ("event", .text), ("run_at", .real)])
        try session.execute(
            """
            INSERT INTO webhook_deliveries (webhook, event, state, attempt, run_at)
            SELECT webhook, event, 'waiting', 0, run_at FROM \(addressed) AS given
            """,
            [.table(deliveries)])
    }
}
