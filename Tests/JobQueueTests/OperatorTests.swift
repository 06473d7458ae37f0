import JobQueue
import ReviewModel
import Storage
import StorageTestSupport
import TestSupport
import Testing

@Suite("What operators do with jobs") struct OperatorTests {
    /// Uses up a stage's attempts.
    private static func kill(_ stage: Stage, in fixture: QueueFixture) async throws -> Job {
        for _ in 0..<fixture.queue.policy(stage).maxAttempts {
            let lease = try #require(try await fixture.claim(stage))
            try await fixture.queue.fail(lease, QueueFixture.Broken(), random: 0)
            fixture.time.advance(400)
        }
        return try #require(try await fixture.queue.jobs(in: .dead, limit: 1).first)
    }

    @Test("A dead stage is tried again, and what was made without it is made anew", arguments: Engine.allCases)
    func retry(on engine: Engine) async throws {
        let fixture = try QueueFixture(engine)
        let id = try await fixture.submitted()
        try await fixture.pass(.ingest)
        try await fixture.pass(.transcription)
        let dead = try await Self.kill(.quality, in: fixture)
        for stage in [Stage.content, .feedback] { try await fixture.pass(stage) }
        #expect(try await fixture.review(id)?.state == .completed)

        try await fixture.queue.retry(job: dead.id)
        let reopened = try #require(try await fixture.review(id))
        #expect(reopened.state == .inProgress && reopened.completedAt == nil)
        #expect(reopened.stages.filter { $0.state == .waiting }.map(\.stage) == [.quality, .content, .feedback])
        let lease = try #require(try await fixture.claim(.quality))
        #expect(lease.job.attempt == 1 && lease.job.leaseLosses == 0)
        #expect(lease.job.errors.count == fixture.queue.policy(.quality).maxAttempts)
        #expect(try await fixture.queue.complete(lease, Outcome(coverage: Coverage(stage: .quality, state: .measured))))
        for stage in [Stage.content, .feedback] { try await fixture.pass(stage) }
        #expect(try await fixture.review(id)?.state == .completed)
        await #expect(throws: JobQueue.Refusal.state(.done)) { try await fixture.queue.retry(job: dead.id) }
    }

    @Test("Every dead job of a queue is tried again at once", arguments: Engine.allCases)
    func retryAll(on engine: Engine) async throws {
        let fixture = try QueueFixture(engine)
        for number in 0..<3 {
            _ = try await fixture.submitted("r\(number)")
            _ = try await Self.kill(.ingest, in: fixture)
        }
        #expect(try await fixture.queue.retryDead(.quality) == 0)
        #expect(try await fixture.queue.retryDead(.ingest) == 3)
        #expect(try await fixture.queue.claim(.ingest, worker: "w", limit: 10).count == 3)
        // The report on a recording that could not be taken in waits for the recording again.
        #expect(try await fixture.claim(.feedback) == nil)
    }

    @Test("A cancelled job loses its lease, and its review goes on without it", arguments: Engine.allCases)
    func cancel(on engine: Engine) async throws {
        let fixture = try QueueFixture(engine)
        let id = try await fixture.submitted()
        try await fixture.pass(.ingest)
        try await fixture.pass(.quality)
        let lease = try #require(try await fixture.claim(.transcription))
        #expect(try await fixture.queue.holds(lease))
        try await fixture.queue.cancel(job: lease.job.id)
        #expect(try await !fixture.queue.holds(lease))
        #expect(try await !fixture.queue.complete(lease, Outcome(coverage: Coverage(stage: .transcription, state: .measured))))
        #expect(try await fixture.review(id)?.stages.first { $0.stage == .transcription }?.reason == "An operator cancelled it.")
        for stage in [Stage.content, .feedback] { try await fixture.pass(stage) }
        await #expect(throws: JobQueue.Refusal.state(.cancelled)) { try await fixture.queue.cancel(job: lease.job.id) }
        try await fixture.queue.retry(job: lease.job.id)
        for stage in [Stage.transcription, .content, .feedback] { try await fixture.pass(stage) }
    }

    @Test("What cannot be done is refused with the cause", arguments: Engine.allCases)
    func refused(on engine: Engine) async throws {
        let fixture = try QueueFixture(engine)
        let id = try await fixture.submitted()
        await #expect(throws: JobQueue.Refusal.noSuchJob) { try await fixture.queue.retry(job: "none") }
        let lease = try #require(try await fixture.claim(.ingest))
        await #expect(throws: JobQueue.Refusal.state(.running)) { try await fixture.queue.retry(job: lease.job.id) }
        #expect(try await fixture.queue.cancel(review: id))
        await #expect(throws: JobQueue.Refusal.reviewCancelled) { try await fixture.queue.retry(job: lease.job.id) }
        #expect(JobQueue.Refusal.state(.running).sentence(about: "j").contains("running"))
    }
}
