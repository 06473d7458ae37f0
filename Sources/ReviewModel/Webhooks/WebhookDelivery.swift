/// How far one event is on its way to one webhook.
package struct WebhookDelivery: Sendable, Hashable {
    package var event: WebhookEvent
    package var state: State
    /// How often it was sent so far.
    package var attempts: Int
    /// The HTTP status of the last answer; nil where none came.
    package var lastStatus: Int?
    /// What went wrong at the last attempt.
    package var problem: String?
    /// Seconds since 1970, once its own pause and its endpoint's rest are over; nil once it is settled.
    package var nextAttempt: Double?
    /// When it was settled.
    package var finishedAt: Double?

    package init(
        event: WebhookEvent, state: State, attempts: Int, lastStatus: Int? = nil, problem: String? = nil, nextAttempt: Double? = nil,
        finishedAt: Double? = nil
    ) {
        self.event = event
        self.state = state
        self.attempts = attempts
        self.lastStatus = lastStatus
        self.problem = problem
        self.nextAttempt = nextAttempt
        self.finishedAt = finishedAt
    }

    package enum State: String, Sendable, Codable, Hashable, CaseIterable {
        /// For its turn, or for another attempt.
        case waiting
        case delivered
        /// Given up.
        case failed
    }
}
