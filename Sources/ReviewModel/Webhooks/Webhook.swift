/// Somebody else's program that is told when reviews end. Its secret is not part of it, so that nothing that shows it can show that.
package struct Webhook: Sendable, Hashable {
    package var id: String
    package var url: String
    /// What it is for, in its maker's words.
    package var description: String?
    /// The course whose reviews it is told of; nil for all, and for those of none.
    package var course: String?
    package var events: [WebhookEvent.Kind]
    /// Whoever made it.
    package var account: String?
    /// Seconds since 1970.
    package var createdAt: Double
    /// Until when the secret before the present one signs, too.
    package var previousSecretUntil: Double?
    /// Since when it is told of nothing.
    package var disabledAt: Double?
    package var disabledReason: String?

    package init(
        id: String, url: String, description: String? = nil, course: String? = nil, events: [WebhookEvent.Kind] = WebhookEvent.Kind.usual,
        account: String? = nil, createdAt: Double, previousSecretUntil: Double? = nil, disabledAt: Double? = nil, disabledReason: String? = nil
    ) {
        self.id = id
        self.url = url
        self.description = description
        self.course = course
        self.events = events
        self.account = account
        self.createdAt = createdAt
        self.previousSecretUntil = previousSecretUntil
        self.disabledAt = disabledAt
        self.disabledReason = disabledReason
    }
}
