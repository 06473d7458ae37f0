internal import ReviewModel

/// A webhook as clients see it.
struct WebhookView: Encodable {
    var id: String
    var url: String
    var description: String?
    var course: String?
    var events: [WebhookEvent.Kind]
    var account: String?
    var createdAt: String
    var disabledAt: String?
    var disabledReason: String?
    /// While another one signs, too.
    var previousSecretUntil: String?
    /// Where it was just made, and never again.
    var secret: String?
    var lastDelivery: DeliveryView?
    var links: [String: String]

    init(_ webhook: Webhook, secret: String? = nil, last: WebhookDelivery? = nil, at now: Double) {
        id = webhook.id
        url = webhook.url
        description = webhook.description
        course = webhook.course
        events = webhook.events
        account = webhook.account
        createdAt = InternetTime.text(webhook.createdAt)
        disabledAt = webhook.disabledAt.map(InternetTime.text)
        disabledReason = webhook.disabledReason
        if let end = webhook.previousSecretUntil, end > now { previousSecretUntil = InternetTime.text(end) }
        self.secret = secret
        lastDelivery = last.map { DeliveryView($0) }
        let path = Self.path(webhook.id)
        links = ["self": path, "deliveries": path + "/deliveries"]
    }

    static func path(_ id: String) -> String { "/v1/webhooks/\(id)" }
}

/// How far an event is on its way to a webhook, as clients see it.
struct DeliveryView: Encodable {
    /// The event's, which its receiver gets as `webhook-id`.
    var id: String
    var type: WebhookEvent.Kind
    var review: String?
    var state: WebhookDelivery.State
    var attempts: Int
    /// The HTTP status of the last answer.
    var status: Int?
    var problem: String?
    var createdAt: String
    var nextAttempt: String?
    var finishedAt: String?

    init(_ delivery: WebhookDelivery) {
        id = delivery.event.id
        type = delivery.event.kind
        review = delivery.event.review?.id
        state = delivery.state
        attempts = delivery.attempts
        status = delivery.lastStatus
        problem = delivery.problem
        createdAt = InternetTime.text(delivery.event.at)
        nextAttempt = delivery.nextAttempt.map(InternetTime.text)
        finishedAt = delivery.finishedAt.map(InternetTime.text)
    }
}
