import JobQueue
import ReviewModel
import Storage
import StorageTestSupport
import TestSupport
import Testing

@Suite("The end of a review is told in the transaction that brings it", .timeLimit(.minutes(1)))
struct EndingTests {
    /// A queue with somebody who is told of every end.
    private static func fixture(_ engine: Engine) async throws -> QueueFixture {
        let fixture = try QueueFixture(engine)
        let webhook = Webhook(id: "w", url: "http://media.test/", events: WebhookEvent.Kind.ofReviews, createdAt: 0)
        try await fixture.queue.database.write { try WebhookStore.insert(webhook, secret: "whsec_", $0) }
        return fixture
    }

    /// What was told, the oldest first.
    private static func told(_ fixture: QueueFixture) async throws -> [WebhookEvent] {
        let deliveries = try await fixture.queue.database.read { try DeliveryStore.list(of: "w", limit: 100, $0) }
        return deliveries.map(\.event).sorted { $0.at < $1.at }
    }

    /// Ends a review with a report.
    private static func report(_ verdict: Report.Verdict, _ fixture: QueueFixture) async throws {
        let lease = try #require(try await fixture.claim(.feedback))
        let about = Report.About(
            id: lease.job.review, title: "Lecture", course: nil, rubric: "lecture", state: .completed, createdAt: "", completedAt: nil)
        let report = Report(
            review: about, media: nil, coverage: [], verdict: verdict, findings: [], measurements: Report.Figures(), transcript: nil)
        let outcome = Outcome(coverage: Coverage(stage: .feedback, state: .measured), results: [.report(report)], reviewState: .completed)
        #expect(try await fixture.queue.complete(lease, outcome))
    }

    @Test("One that has its report, with what the report says as a whole", arguments: Engine.allCases)
    func completed(on engine: Engine) async throws {
        let fixture = try await Self.fixture(engine)
        let id = try await fixture.submitted(course: "physics")
        for stage in [Stage.ingest, .quality, .transcription, .content] { try await fixture.pass(stage) }
        #expect(try await Self.told(fixture).isEmpty)
        try await Self.report(.fixRequired, fixture)
        let events = try await Self.told(fixture)
        #expect(events.map(\.kind) == [.completed] && events[0].at == fixture.time.clock.now)
        let review = WebhookEvent.EndedReview(
            id: id, title: "Lecture", course: "physics", state: .completed, verdict: .fixRequired, hasReport: true)
        #expect(events[0].review == review)
        // It was told when it could be read.
        #expect(try await fixture.queue.database.read { try ResultStore.report(of: id, $0)?.verdict } == .fixRequired)
    }

    @Test("One that is judged again ends anew", arguments: Engine.allCases)
    func judgedAgain(on engine: Engine) async throws {
        let fixture = try await Self.fixture(engine)
        let id = try await fixture.submitted()
        for stage in [Stage.ingest, .quality, .transcription, .content] { try await fixture.pass(stage) }
        try await Self.report(.fixRequired, fixture)
        fixture.time.advance(10)
        #expect(try await fixture.queue.judgeAgain(review: id, by: .broadcast))
        for stage in [Stage.quality, .content] { try await fixture.pass(stage) }
        #expect(try await Self.told(fixture).count == 1)
        try await Self.report(.pass, fixture)
        let events = try await Self.told(fixture)
        #expect(events.map(\.kind) == [.completed, .completed] && events.map(\.review?.verdict) == [.fixRequired, .pass])
        #expect(Set(events.map(\.id)).count == 2)
    }

    @Test("One that is cancelled, and one that fails", arguments: Engine.allCases)
    func ended(on engine: Engine) async throws {
        let fixture = try await Self.fixture(engine)
        let (first, second) = (try await fixture.submitted("r1"), try await fixture.submitted("r2"))
        let lease = try #require(try await fixture.claim(.ingest))
        #expect(try await fixture.queue.cancel(review: first))
        fixture.time.advance(1)
        #expect(try await fixture.queue.cancel(review: second, problem: "It could not be fetched.", as: .failed))
        // Neither ends twice, whatever still runs.
        #expect(try await !fixture.queue.cancel(review: first))
        #expect(try await !fixture.queue.complete(lease, Outcome(coverage: Coverage(stage: .ingest, state: .measured))))
        let events = try await Self.told(fixture)
        #expect(events.map(\.kind) == [.cancelled, .failed] && events.map(\.review?.id) == [first, second])
        #expect(events.map(\.review?.hasReport) == [false, true] && events.allSatisfy { $0.review?.verdict == nil })
    }

    @Test("One whose report cannot be made, and that is tried again", arguments: Engine.allCases)
    func noReport(on engine: Engine) async throws {
        let fixture = try await Self.fixture(engine)
        _ = try await fixture.submitted()
        for stage in [Stage.ingest, .quality, .transcription, .content] { try await fixture.pass(stage) }
        let lease = try #require(try await fixture.claim(.feedback))
        try await fixture.queue.fail(lease, PermanentFailure("The disk is on fire."))
        #expect(try await Self.told(fixture).map(\.kind) == [.failed])
        fixture.time.advance(1)
        try await fixture.queue.retry(job: lease.job.id)
        try await Self.report(.pass, fixture)
        #expect(try await Self.told(fixture).map(\.kind) == [.failed, .completed])
    }

    @Test("With a review goes what was to be told of it", arguments: Engine.allCases)
    func deleted(on engine: Engine) async throws {
        let fixture = try await Self.fixture(engine)
        let id = try await fixture.submitted()
        #expect(try await fixture.queue.cancel(review: id))
        #expect(try await Self.told(fixture).count == 1)
        #expect(try await fixture.queue.delete(review: id))
        #expect(try await Self.told(fixture).isEmpty)
        let events = try await fixture.queue.database.read { try $0.query("SELECT id FROM webhook_events").count }
        #expect(events == 0)
    }

    @Test("Whoever delivers is woken")
    func woken() async throws {
        let fixture = try await Self.fixture(.sqlite)
        let id = try await fixture.submitted()
        let ticks = fixture.queue.signals.deliveryTicks()
        #expect(try await fixture.queue.cancel(review: id))
        for await _ in ticks.prefix(1) {}
        #expect(try await Self.told(fixture).count == 1)
    }
}
