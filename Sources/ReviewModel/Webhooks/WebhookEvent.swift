/// Something that happened, as webhooks tell of it.
package struct WebhookEvent: Sendable, Hashable {
    /// The same however often it is sent, and to whomever: receivers know doubles by it.
    package var id: String
    package var kind: Kind
    /// Seconds since 1970.
    package var at: Double
    /// nil for a test.
    package var review: EndedReview?

    package init(id: String, kind: Kind, at: Double, review: EndedReview? = nil) {
        self.id = id
        self.kind = kind
        self.at = at
        self.review = review
    }

    package enum Kind: String, Sendable, Codable, Hashable, CaseIterable {
        case completed = "review.completed"
        /// Refused, too.
        case failed = "review.failed"
        case cancelled = "review.cancelled"
        case test = "webhook.test"

        /// Those that a webhook can ask for. A test is sent to whoever is tested.
        package static let ofReviews: [Kind] = [.completed, .failed, .cancelled]

        /// Those that it gets unless it says which it wants: whoever cancels a review knows of it.
        package static let usual: [Kind] = [.completed, .failed]

        /// nil while a review goes on.
        package init?(endingIn state: Review.State) {
            switch state {
            case .awaitingMedia, .inProgress: return nil
            case .completed: self = .completed
            case .refused, .failed: self = .failed
            case .cancelled: self = .cancelled
            }
        }
    }

    /// A review as it was when it ended.
    package struct EndedReview: Sendable, Hashable {
        package var id: String
        package var title: String
        package var course: String?
        package var state: Review.State
        /// nil where no report was made.
        package var verdict: Report.Verdict?
        /// Whether there is something to read.
        package var hasReport: Bool

        package init(id: String, title: String, course: String?, state: Review.State, verdict: Report.Verdict?, hasReport: Bool) {
            self.id = id
            self.title = title
            self.course = course
            self.state = state
            self.verdict = verdict
            self.hasReport = hasReport
        }
    }
}
