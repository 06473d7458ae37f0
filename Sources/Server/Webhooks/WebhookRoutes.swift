internal import Feedback
internal import HTTPTypes
internal import Hummingbird
internal import JobQueue
internal import ReviewModel
internal import Storage

/// Who is told when reviews end: webhooks for one course, or, by operators of all, for every course.
struct WebhookRoutes {
    let queue: JobQueue

    /// Webhooks of one course: whoever makes more wants something else.
    private static let most = 100
    /// Seconds for which a secret goes on to sign beside the one that replaces it.
    private static let overlap = 86_400.0

    func add(to routes: inout RouteTable) {
        routes.post("v1/webhooks", .respond, create)
        routes.get("v1/webhooks", .respond, list)
        routes.get("v1/webhooks/{id}", .respond, show)
        routes.delete("v1/webhooks/{id}", .respond, delete)
        routes.post("v1/webhooks/{id}/rotate", .respond, rotate)
        routes.post("v1/webhooks/{id}/test", .respond, test)
        routes.post("v1/webhooks/{id}/enable", .respond, enable)
        routes.get("v1/webhooks/{id}/deliveries", .respond, deliveries)
    }

    private static var headers: HTTPFields { [.cacheControl: "no-store"] }

    @Sendable
    private func create(_ request: Request, _ context: APIContext) async throws -> Response {
        guard let wish = try await request.object(WebhookWish.self, keys: WebhookWish.keys, form: WebhookWish.form) else { throw Problem.noWebhook }
        let now = queue.clock.now
        let (webhook, secret) = (try wish.webhook(for: context.principal, at: now), WebhookSecret.make())
        try await queue.database.write { session in
            guard try WebhookStore.count(of: webhook.course, session) < Self.most else { throw Problem.tooManyWebhooks(Self.most) }
            try WebhookStore.insert(webhook, secret: secret, session)
        }
        let headers: HTTPFields = [.location: WebhookView.path(webhook.id), .cacheControl: "no-store"]
        var response = try Response.json(WebhookView(webhook, secret: secret, at: now), headers: headers)
        response.status = .created
        return response
    }

    private struct Webhooks: Encodable {
        var webhooks: [WebhookView]
    }

    /// Those that the caller sees, the oldest first.
    @Sendable
    private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        let (now, principal) = (queue.clock.now, context.principal)
        let (all, newest) = try await queue.database.read { session in (try WebhookStore.all(session), try DeliveryStore.newest(session)) }
        let seen = all.filter { principal.sees($0) }
        return try .json(Webhooks(webhooks: seen.map { WebhookView($0, last: newest[$0.id], at: now) }), headers: Self.headers)
    }

    @Sendable
    private func show(_ request: Request, _ context: APIContext) async throws -> Response {
        try await view(try await webhook(context))
    }

    @Sendable
    private func delete(_ request: Request, _ context: APIContext) async throws -> Response {
        let id = try await webhook(context).id
        guard try await queue.database.write({ try WebhookStore.delete(id, $0) }) else { throw Problem.webhookNotFound(id) }
        return Response(status: .noContent)
    }

    /// Gives it another secret; the last one signs, too, until the receiver has the new one, however often that is asked for meanwhile.
    @Sendable
    private func rotate(_ request: Request, _ context: APIContext) async throws -> Response {
        var webhook = try await webhook(context)
        let (id, secret, now) = (webhook.id, WebhookSecret.make(), queue.clock.now)
        let end = try await queue.database.write { try WebhookStore.rotate(id, to: secret, keepingUntil: now + Self.overlap, at: now, $0) }
        guard let end else { throw Problem.webhookNotFound(id) }
        webhook.previousSecretUntil = end
        return try .json(WebhookView(webhook, secret: secret, at: now), headers: Self.headers)
    }

    /// Sends an event that says nothing, whatever the webhook listens to, and at once: whoever tests may have mended the receiver.
    @Sendable
    private func test(_ request: Request, _ context: APIContext) async throws -> Response {
        let (id, now) = (try await webhook(context).id, queue.clock.now)
        let event = WebhookEvent(id: Identifier.make(at: now), kind: .test, at: now)
        try await queue.database.write { session in
            guard let webhook = try WebhookStore.find(id, session) else { throw Problem.webhookNotFound(id) }
            guard webhook.disabledAt == nil else { throw Problem.webhookDisabled(webhook) }
            try EventOutbox.tell(event, to: id, session)
            try WebhookStore.endRest(of: id, at: now, session)
        }
        queue.signals.deliveriesCame()
        let delivery = WebhookDelivery(event: event, state: .waiting, attempts: 0, nextAttempt: now)
        var response = try Response.json(DeliveryView(delivery), headers: Self.headers)
        response.status = .accepted
        return response
    }

    /// Lets one that was disabled be told of what happens from now on, and one that rests of what waits.
    @Sendable
    private func enable(_ request: Request, _ context: APIContext) async throws -> Response {
        let (id, now) = (try await webhook(context).id, queue.clock.now)
        let enabled = try await queue.database.write { session in
            try WebhookStore.enable(id, at: now, session)
            return try WebhookStore.find(id, session)
        }
        guard let enabled else { throw Problem.webhookNotFound(id) }
        queue.signals.deliveriesCame()
        return try await view(enabled)
    }

    private struct Deliveries: Encodable {
        var deliveries: [DeliveryView]
    }

    /// The newest first.
    @Sendable
    private func deliveries(_ request: Request, _ context: APIContext) async throws -> Response {
        let limit = try request.number("limit", in: 1...200, otherwise: 50)
        let before = request.text("before")
        guard before?.utf8.contains(0) != true else { throw Problem.invalidParameter("before", "Use the address of the Link header as it is.") }
        let id = try await webhook(context).id
        let deliveries = try await queue.database.read { try DeliveryStore.list(of: id, before: before, limit: limit + 1, $0) }
        var headers = Self.headers
        if deliveries.count > limit, let last = deliveries.dropLast().last {
            headers[.link] = "<\(WebhookView.path(id))/deliveries?limit=\(limit)&before=\(last.event.id)>; rel=\"next\""
        }
        return try .json(Deliveries(deliveries: deliveries.prefix(limit).map { DeliveryView($0) }), headers: headers)
    }

    private func view(_ webhook: Webhook) async throws -> Response {
        let last = try await queue.database.read { try DeliveryStore.list(of: webhook.id, limit: 1, $0) }.first
        return try .json(WebhookView(webhook, last: last, at: queue.clock.now), headers: Self.headers)
    }

    /// The webhook that a path names. To those who may not have it, it does not exist.
    private func webhook(_ context: APIContext) async throws -> Webhook {
        let id = try context.parameters.require("id")
        guard let webhook = try await queue.database.read({ try WebhookStore.find(id, $0) }), context.principal.sees(webhook) else {
            throw Problem.webhookNotFound(id)
        }
        return webhook
    }
}

extension Principal {
    /// One for every course tells of all reviews, and so is the affair of who may see them all.
    fileprivate func sees(_ webhook: Webhook) -> Bool {
        guard let course = webhook.course else { return scope == .all && permissions.contains(.operate) }
        return serves(course: course)
    }
}
