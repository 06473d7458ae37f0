import JobQueue
import ReviewModel
import Storage
import StorageTestSupport
import TestSupport
import Testing

@Suite("From stage to stage")
struct PipelineTests {
    @Test("Quality and transcription follow ingest together; content waits for both", arguments: Engine.allCases)
    func order(on engine: Engine) async throws {
        let fixture = try QueueFixture(engine)
        let id = try await fixture.submitted()
        #expect(try await fixture.claim(.quality) == nil)
        try await fixture.pass(.ingest)
        try await fixture.pass(.transcription)
        #expect(try await fixture.claim(.content) == nil)
        try await fixture.pass(.quality)
        try await fixture.pass(.content)
        try await fixture.pass(.feedback)
        let review = try #require(try await fixture.review(id))
        #expect(review.state == .completed)
        #expect(review.completedAt != nil)
        #expect(review.stages.allSatisfy { $0.state == .measured })
    }

    @Test("A stage that need not run is skipped, and what follows does not wait for it", arguments: Engine.allCases)
    func skipped(on engine: Engine) async throws {
        let fixture = try QueueFixture(engine)
        _ = try await fixture.submitted(transcribe: false)
        try await fixture.pass(.ingest, skipping: [Coverage(stage: .transcription, state: .notRun, reason: "Switched off.")])
        #expect(try await fixture.claim(.transcription) == nil)
        try await fixture.pass(.quality)
        try await fixture.pass(.content)
    }

    @Test("A recording is accepted once, however often it is sent", arguments: Engine.allCases)
    func acceptOnce(on engine: Engine) async throws {
        let fixture = try QueueFixture(engine)
        let id = try await fixture.submitted()
        let again = try await fixture.queue.accept(Review.Source(fileName: "other.mp4", bytes: 2, sha256: "11"), for: id)
        #expect(!again)
        #expect(try await fixture.review(id)?.source?.sha256 == "00")
        #expect(try await fixture.queue.claim(.ingest, worker: "w", limit: 10).count == 1)
    }

    @Test("Every change raises the version and moves the cursor", arguments: Engine.allCases)
    func versions(on engine: Engine) async throws {
        let fixture = try QueueFixture(engine)
        let id = try await fixture.submitted()
        var cursor = 0
        var version = 0
        for stage in [Stage.ingest, .quality] {
            try await fixture.pass(stage)
            let seen = cursor
            let changes = try await fixture.queue.database.read { try ReviewStore.changed(after: seen, limit: 10, $0) }
            #expect(changes.map(\.review.id) == [id])
            #expect(changes[0].cursor > cursor)
            #expect(changes[0].review.version > version)
            (cursor, version) = (changes[0].cursor, changes[0].review.version)
        }
    }

    @Test("What operators see: depths by state, the oldest wait, what is paused", arguments: Engine.allCases)
    func overview(on engine: Engine) async throws {
        let fixture = try QueueFixture(engine)
        for number in 1...3 { _ = try await fixture.submitted("r\(number)") }
        try await fixture.pass(.ingest)
        fixture.time.advance(30)
        try await fixture.queue.setPaused(true, .quality)
        let overview = try await fixture.queue.overview()
        let ingest = try #require(overview.first { $0.name == .ingest })
        #expect(ingest.jobs == ["waiting": 2, "done": 1])
        #expect(ingest.oldestWaiting == 30)
        #expect(overview.filter(\.paused).map(\.name) == [.quality])
    }

    @Test(
        "A completed review can be judged again by another rubric; its recording and its speech are not gone through again",
        arguments: Engine.allCases)
    func judgedAgain(on engine: Engine) async throws {
        let fixture = try QueueFixture(engine)
        let id = try await fixture.submitted()
        #expect(try await !fixture.queue.judgeAgain(review: id, by: .broadcast))
        for stage in [Stage.ingest, .quality, .transcription, .content, .feedback] { try await fixture.pass(stage) }
        #expect(try await fixture.queue.judgeAgain(review: id, by: .broadcast))
        let reopened = try #require(try await fixture.review(id))
        #expect(reopened.state == .inProgress && reopened.rubric == .broadcast && reopened.completedAt == nil)
        #expect(try await fixture.claim(.ingest) == nil)
        #expect(try await fixture.claim(.transcription) == nil)
        for stage in [Stage.quality, .content, .feedback] { try await fixture.pass(stage) }
        #expect(try await fixture.review(id)?.state == .completed)
    }

    @Test("What a review was found to be is set aside while it is judged again, however often that begins", arguments: Engine.allCases)
    func setAside(on engine: Engine) async throws {
        let fixture = try QueueFixture(engine)
        let id = try await fixture.submitted()
        for stage in [Stage.ingest, .quality, .transcription, .content, .feedback] { try await fixture.pass(stage) }
        let findings = [Finding(.audioNoise, .shouldFix, confidence: 1)]
        let comparison = Comparison(previous: "r0", previousCreatedAt: 1, pieces: [], standings: [:], fixed: [])
        let kept = try [StageResult.findings(findings, by: .quality), .comparison(comparison)].map { try $0.encoded() }
        try await fixture.queue.database.write { session in
            for result in kept { try ResultStore.save(result, of: id, session) }
        }
        let results = ResultReader(database: fixture.queue.database)
        #expect(try await results.earlierJudgement(of: id) == nil)
        #expect(try await fixture.queue.judgeAgain(review: id, by: .broadcast))
        #expect(try await results.findings(of: id).isEmpty)
        #expect(try await results.comparison(of: id) == nil)
        #expect(try await results.earlierJudgement(of: id)?.findings == findings)
        #expect(try await results.earlierJudgement(of: id)?.comparison == comparison)
        // An operator lets the stage begin anew before there is another judgement.
        let lease = try #require(try await fixture.claim(.quality))
        try await fixture.queue.fail(lease, PermanentFailure("It cannot be read."))
        try await fixture.queue.retry(job: lease.job.id)
        #expect(try await results.earlierJudgement(of: id)?.findings == findings)
        for stage in [Stage.quality, .content, .feedback] { try await fixture.pass(stage) }
        #expect(try await fixture.queue.judgeAgain(review: id, by: .lecture))
        #expect(try await results.earlierJudgement(of: id) == nil)
    }
}
