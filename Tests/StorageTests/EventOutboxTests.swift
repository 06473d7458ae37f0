import ReviewModel
import Storage
import StorageTestSupport
import Testing

@Suite("What happens, and who is to be told") struct EventOutboxTests {
    private struct Refused: Error {}

    @Test("An end is told to each who listens to such, for the course or for all", arguments: Engine.allCases)
    func listeners(on engine: Engine) async throws {
        let fixture = try OutboxFixture(engine)
        try await fixture.add("all")
        try await fixture.add("physics", course: "physics")
        try await fixture.add("chemistry", course: "chemistry")
        try await fixture.add("cancelled", events: [.cancelled])
        try await fixture.review("r1", course: "physics")
        try await fixture.review("r2")
        try await fixture.end("r1", verdict: .fixAdvised, at: 100)
        let told = try await fixture.deliveries(of: "all")
        let ended = WebhookEvent.EndedReview(
            id: "r1", title: "Title of r1", course: "physics", state: .completed, verdict: .fixAdvised, hasReport: false)
        let event = try #require(told.first?.event)
        #expect(event == WebhookEvent(id: event.id, kind: .completed, at: 100, review: ended))
        #expect(told == [WebhookDelivery(event: event, state: .waiting, attempts: 0, nextAttempt: 100)])
        #expect(try await fixture.deliveries(of: "physics") == told)
        for other in ["chemistry", "cancelled"] { #expect(try await fixture.deliveries(of: other).isEmpty) }
        // One of no course is for those alone who listen to all.
        try await fixture.end("r2", at: 101)
        #expect(try await fixture.deliveries(of: "all").count == 2)
        #expect(try await fixture.deliveries(of: "physics").count == 1)
    }

    @Test(
        "Each state that is an end has its event, and no other state has",
        arguments: [
            (Review.State.completed, WebhookEvent.Kind.completed), (.refused, .failed), (.failed, .failed), (.cancelled, .cancelled),
            (.inProgress, nil), (.awaitingMedia, nil),
        ] as [(Review.State, WebhookEvent.Kind?)])
    func states(state: Review.State, kind: WebhookEvent.Kind?) async throws {
        let fixture = try OutboxFixture(.sqlite)
        try await fixture.add("w", events: WebhookEvent.Kind.ofReviews)
        try await fixture.review("r1")
        try await fixture.end("r1", as: state, at: 100)
        #expect(try await fixture.deliveries(of: "w").map(\.event.kind) == (kind.map { [$0] } ?? []))
    }

    @Test("What did not come about is not told", arguments: Engine.allCases)
    func rolledBack(on engine: Engine) async throws {
        let fixture = try OutboxFixture(engine)
        try await fixture.add("w")
        try await fixture.review("r1")
        await #expect(throws: Refused.self) {
            try await fixture.database.write { session in
                try ReviewStore.end([ReviewStore.Ending(review: "r1", state: .completed, completedAt: 100)], session)
                throw Refused()
            }
        }
        #expect(try await fixture.count("webhook_events") == 0)
        #expect(try await fixture.count("webhook_deliveries") == 0)
    }

    @Test("Several at once, and one that ends again", arguments: Engine.allCases)
    func many(on engine: Engine) async throws {
        let fixture = try OutboxFixture(engine)
        try await fixture.add("w")
        for number in 0..<5 { try await fixture.review("r\(number)") }
        let endings = (0..<5).map { ReviewStore.Ending(review: "r\($0)", state: .completed, completedAt: 100) }
        try await fixture.database.write { try ReviewStore.end(endings, $0) }
        try await fixture.end("r3", at: 200)
        let told = try await fixture.deliveries(of: "w")
        #expect(told.compactMap(\.event.review?.id).sorted() == ["r0", "r1", "r2", "r3", "r3", "r4"])
        #expect(Set(told.map(\.event.id)).count == 6)
    }

    @Test("Where nobody listens nothing is kept", arguments: Engine.allCases)
    func nobody(on engine: Engine) async throws {
        let fixture = try OutboxFixture(engine)
        try await fixture.add("w")
        try await fixture.add("other", course: "chemistry")
        try await fixture.database.write { try WebhookStore.disable("w", because: "Gone.", at: 1, $0) }
        try await fixture.review("r1")
        try await fixture.end("r1", at: 100)
        #expect(try await fixture.count("webhook_events") == 0)
    }

    @Test("What is forgotten takes with it what was to be told", arguments: Engine.allCases)
    func forgotten(on engine: Engine) async throws {
        let fixture = try OutboxFixture(engine)
        for id in ["w1", "w2"] { try await fixture.add(id) }
        for (number, id) in ["r1", "r2", "r3"].enumerated() {
            try await fixture.review(id)
            try await fixture.end(id, at: 100 + Double(number))
        }
        #expect(try await fixture.count("webhook_deliveries") == 6)
        _ = try await fixture.database.write { try ReviewStore.delete("r1", at: 200, $0) }
        #expect(try await fixture.deliveries(of: "w1").compactMap(\.event.review?.id) == ["r3", "r2"])
        let swept = try await fixture.database.write { try EventOutbox.sweep(before: 102, atMost: 10, $0) }
        #expect(swept == 1)
        #expect(try await fixture.deliveries(of: "w1").compactMap(\.event.review?.id) == ["r3"])
        #expect(try await fixture.database.write { try WebhookStore.delete("w1", $0) })
        #expect(try await fixture.database.write { try !WebhookStore.delete("w1", $0) })
        #expect(try await fixture.count("webhook_deliveries") == 1)
        #expect(try await fixture.count("webhook_events") == 1)
    }

    @Test("What was told to deleted webhooks alone goes with a sweep, in its batches", arguments: Engine.allCases)
    func orphaned(on engine: Engine) async throws {
        let fixture = try OutboxFixture(engine)
        for id in ["w1", "w2"] { try await fixture.add(id, course: id) }
        for number in 0..<4 {
            try await fixture.review("r\(number)", course: number < 3 ? "w1" : "w2")
            try await fixture.end("r\(number)", at: 100 + Double(number))
        }
        func sweep() async throws -> Int { try await fixture.database.write { try EventOutbox.sweep(before: 0, atMost: 2, $0) } }
        #expect(try await sweep() == 0)
        #expect(try await fixture.database.write { try WebhookStore.delete("w1", $0) })
        #expect(try await sweep() == 2)
        #expect(try await sweep() == 1)
        #expect(try await sweep() == 0)
        #expect(try await fixture.deliveries(of: "w2").compactMap(\.event.review?.id) == ["r3"])
        #expect(try await fixture.count("webhook_events") == 1)
    }
}
