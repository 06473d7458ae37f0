import ReviewModel
import Storage
import Testing

@testable import Feedback

@Suite("What receivers get") struct EventBodyTests {
    private static func text(_ event: WebhookEvent, base: String = "") throws -> String {
        try StoredJSON.text(EventBody(event, to: "w", base: base))
    }

    private static func event(
        _ kind: WebhookEvent.Kind, _ state: Review.State, course: String? = "physics", verdict: Report.Verdict? = nil, hasReport: Bool = true
    ) -> WebhookEvent {
        let review = WebhookEvent.EndedReview(
            id: "r1", title: "Optics \"3\"", course: course, state: state, verdict: verdict, hasReport: hasReport)
        return WebhookEvent(id: "e1", kind: kind, at: 1_754_211_840.7, review: review)
    }

    @Test("A review that is completed")
    func completed() throws {
        let text = try Self.text(Self.event(.completed, .completed, verdict: .fixRequired), base: "https://lectern.example")
        #expect(
            text == #"{"data":{"course":"physics","links":{"report":"https://lectern.example/v1/reviews/r1/report","#
                + #""self":"https://lectern.example/v1/reviews/r1"},"review":"r1","state":"completed","title":"Optics \"3\"","#
                + #""verdict":"fix-required"},"timestamp":"2025-08-03T09:04:00Z","type":"review.completed"}"#)
    }

    @Test("One that failed before it had anything, of a service that does not know what it is called")
    func failed() throws {
        let text = try Self.text(Self.event(.failed, .failed, course: nil, hasReport: false))
        #expect(
            text == #"{"data":{"links":{"self":"/v1/reviews/r1"},"review":"r1","state":"failed","title":"Optics \"3\""},"#
                + #""timestamp":"2025-08-03T09:04:00Z","type":"review.failed"}"#)
    }

    @Test("A test")
    func test() throws {
        let text = try Self.text(WebhookEvent(id: "e1", kind: .test, at: 1_754_211_840))
        #expect(text == #"{"data":{"webhook":"w"},"timestamp":"2025-08-03T09:04:00Z","type":"webhook.test"}"#)
    }
}
