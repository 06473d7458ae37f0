import JobQueue
import ReviewModel
import StorageTestSupport
import TestSupport
import Testing

@Suite("Retry, give-back, pause and cancel")
struct RetryTests {
    @Test("A failed attempt waits for its backoff, then runs again, until the attempts are used up", arguments: Engine.allCases)
    func retries(on engine: Engine) async throws {
        let fixture = try QueueFixture(engine)
        let id = try await fixture.submitted()
        let policy = fixture.queue.policy(.ingest)
        for attempt in 1...policy.maxAttempts {
            let lease = try #require(try await fixture.claim(.ingest))
            #expect(lease.job.attempt == attempt)
            try await fixture.queue.fail(lease, QueueFixture.Broken(), random: 0)
            #expect(try await fixture.claim(.ingest) == nil)
            fixture.time.advance(policy.backoff(attempt: attempt, random: 0) + 0.001)
        }
        let dead = try await fixture.queue.jobs(in: .dead, limit: 10)
        #expect(dead.first?.errors.count == policy.maxAttempts)
        // Nothing else can run on a recording that could not be taken in, but the report of it is made.
        let review = try #require(try await fixture.review(id))
        #expect(review.stages.filter { $0.state == .notRun }.map(\.stage) == [.ingest, .quality, .transcription, .content])
        #expect(try await fixture.claim(.feedback) != nil)
    }

    @Test("A failure for good is not tried again", arguments: Engine.allCases)
    func permanent(on engine: Engine) async throws {
        let fixture = try QueueFixture(engine)
        _ = try await fixture.submitted()
        try await fixture.pass(.ingest)
        let lease = try #require(try await fixture.claim(.transcription))
        try await fixture.queue.fail(lease, PermanentFailure("The model is missing."))
        fixture.time.advance(3600)
        #expect(try await fixture.claim(.transcription) == nil)
        let review = try await fixture.review()
        #expect(review?.stages.first { $0.stage == .transcription }?.reason == "The model is missing.")
    }

    @Test("What is for operators alone stands with the job, and not in the review")
    func operatorsOnly() async throws {
        let fixture = try QueueFixture(.sqlite)
        _ = try await fixture.submitted()
        try await fixture.pass(.ingest)
        let lease = try #require(try await fixture.claim(.transcription))
        try await fixture.queue.fail(lease, PermanentFailure("There is no model at /srv/a.bin.", reason: "It is not set up."))
        #expect(try await fixture.queue.jobs(in: .dead, limit: 10).first?.errors.last?.message == "There is no model at /srv/a.bin.")
        #expect(try await fixture.review()?.stages.first { $0.stage == .transcription }?.reason == "It is not set up.")
    }

    @Test("A give-back spends no attempt and can be claimed at once", arguments: Engine.allCases)
    func release(on engine: Engine) async throws {
        let fixture = try QueueFixture(engine)
        _ = try await fixture.submitted()
        for _ in 0..<10 {
            let lease = try #require(try await fixture.claim(.ingest))
            #expect(lease.job.attempt == 1)
            try await fixture.queue.release(lease)
        }
        #expect(try await fixture.state(.ingest) == .waiting)
    }

    @Test("A paused queue gives no jobs; a resumed one does", arguments: Engine.allCases)
    func pause(on engine: Engine) async throws {
        let fixture = try QueueFixture(engine)
        _ = try await fixture.submitted()
        try await fixture.queue.setPaused(true, .ingest)
        #expect(try await fixture.claim(.ingest) == nil)
        #expect(try await fixture.queue.hasWork(.ingest) == false)
        try await fixture.queue.setPaused(false, .ingest)
        #expect(try await fixture.claim(.ingest) != nil)
    }

    @Test("A cancelled review's running job loses its lease, and no job of it runs again", arguments: Engine.allCases)
    func cancel(on engine: Engine) async throws {
        let fixture = try QueueFixture(engine)
        let id = try await fixture.submitted()
        let lease = try #require(try await fixture.claim(.ingest))
        #expect(try await fixture.queue.cancel(review: id))
        #expect(try await fixture.queue.heartbeat(lease, progress: nil) == false)
        #expect(try await fixture.queue.complete(lease, Outcome(coverage: Coverage(stage: .ingest, state: .measured))) == false)
        for stage in Stage.allCases {
            #expect(try await fixture.claim(stage) == nil)
        }
        let review = try await fixture.review(id)
        #expect(review?.state == .cancelled)
        #expect(review?.stages.allSatisfy { $0.state == .notRun } == true)
        #expect(try await fixture.queue.cancel(review: id) == false)
    }

    @Test("Backoff doubles up to its limit, with jitter in its upper half", arguments: [(1, 2.0), (2, 4.0), (3, 8.0), (20, 300.0), (90, 300.0)])
    func backoff(attempt: Int, ceiling: Double) {
        let policy = QueuePolicy()
        #expect(policy.backoff(attempt: attempt, random: 0) == ceiling / 2)
        #expect(policy.backoff(attempt: attempt, random: 1) == ceiling)
    }
}
