internal import ReviewModel

/// An event as receivers get it. It says what happened to what; whoever wants to know more asks for it, with a right of their own.
struct EventBody: Encodable {
    let type: WebhookEvent.Kind
    let timestamp: String
    let data: Content

    struct Content: Encodable {
        /// Of a test.
        var webhook: String?
        var review: String?
        var title: String?
        var course: String?
        var state: Review.State?
        var verdict: Report.Verdict?
        var links: [String: String]?
    }

    /// - Parameter base: what receivers call the service, as `https://lectern.example`; empty where that is not known.
    init(_ event: WebhookEvent, to webhook: String, base: String) {
        type = event.kind
        timestamp = InternetTime.text(event.at)
        guard let review = event.review else {
            data = Content(webhook: webhook)
            return
        }
        let path = base + "/v1/reviews/\(review.id)"
        var links = ["self": path]
        if review.hasReport { links["report"] = path + "/report" }
        data = Content(
            review: review.id, title: review.title, course: review.course, state: review.state, verdict: review.verdict, links: links)
    }
}
