import JobQueue
import ReviewModel
import Storage
import StorageTestSupport
import TestSupport
import Testing

@Suite("Leases and fencing")
struct LeaseTests {
    @Test("A job is claimed by one worker only", arguments: Engine.allCases)
    func exclusive(on engine: Engine) async throws {
        let fixture = try QueueFixture(engine)
        _ = try await fixture.submitted()
        #expect(try await fixture.claim(.ingest, worker: "a") != nil)
        #expect(try await fixture.claim(.ingest, worker: "b") == nil)
    }

    @Test("A worker that lost its lease commits nothing", arguments: Engine.allCases)
    func fencing(on engine: Engine) async throws {
        let fixture = try QueueFixture(engine)
        let id = try await fixture.submitted()
        let old = try #require(try await fixture.claim(.ingest, worker: "a"))
        fixture.time.advance(fixture.queue.policy(.ingest).lease + 1)
        try await fixture.queue.recoverExpired()
        let new = try #require(try await fixture.claim(.ingest, worker: "b"))
        #expect(new.token > old.token)

        let media = MediaInfo(container: "stale", duration: nil, bytes: 0)
        let stale = Outcome(coverage: Coverage(stage: .ingest, state: .measured), media: media)
        #expect(try await fixture.queue.complete(old, stale) == false)
        #expect(try await fixture.queue.heartbeat(old, progress: 0.5) == false)
        try await fixture.queue.fail(old, QueueFixture.Broken())
        try await fixture.queue.release(old)
        #expect(try await fixture.review(id)?.media == nil)
        #expect(try await fixture.state(.ingest) == .running)

        #expect(try await fixture.queue.complete(new, Outcome(coverage: Coverage(stage: .ingest, state: .measured))))
        #expect(try await fixture.queue.complete(new, Outcome(coverage: Coverage(stage: .ingest, state: .measured))) == false)
    }

    @Test("A heartbeat keeps the lease and stores the progress", arguments: Engine.allCases)
    func heartbeat(on engine: Engine) async throws {
        let fixture = try QueueFixture(engine)
        let id = try await fixture.submitted()
        let lease = try #require(try await fixture.claim(.ingest))
        for step in 1...5 {
            fixture.time.advance(fixture.queue.policy(.ingest).lease * 0.9)
            #expect(try await fixture.queue.heartbeat(lease, progress: Double(step) / 10))
            try await fixture.queue.recoverExpired()
        }
        #expect(try await fixture.review(id)?.stages.first?.progress == 0.5)
        #expect(try await fixture.queue.complete(lease, Outcome(coverage: Coverage(stage: .ingest, state: .measured))))
    }

    @Test("A job that kills its workers ends dead, with the reason, and the review goes on", arguments: Engine.allCases)
    func crashLoop(on engine: Engine) async throws {
        let fixture = try QueueFixture(engine)
        _ = try await fixture.submitted()
        try await fixture.pass(.ingest)
        let limit = fixture.queue.policy(.quality).maxLeaseLosses
        for _ in 0..<limit {
            #expect(try await fixture.claim(.quality) != nil)
            fixture.time.advance(fixture.queue.policy(.quality).lease + 1)
            try await fixture.queue.recoverExpired()
            fixture.time.advance(fixture.queue.policy(.quality).backoffLimit)
        }
        #expect(try await fixture.claim(.quality) == nil)
        let dead = try await fixture.queue.jobs(in: .dead, limit: 10)
        #expect(dead.map(\.stage) == [.quality])
        #expect(dead.first?.errors.count == limit)
        #expect(try await fixture.state(.quality) == .notRun)
        try await fixture.pass(.transcription)
        try await fixture.pass(.content)
    }

    @Test("Jobs that lost their leases together come back together once, then apart", arguments: Engine.allCases)
    func apart(on engine: Engine) async throws {
        let fixture = try QueueFixture(engine)
        for number in 0..<6 { _ = try await fixture.submitted("r\(number)") }
        for loss in 1...2 {
            #expect(try await fixture.queue.claim(.ingest, worker: "w", limit: 6).count == 6)
            fixture.time.advance(fixture.queue.policy(.ingest).lease + 1)
            try await fixture.queue.recoverExpired()
            if loss == 1 { continue }
            #expect(try await fixture.claim(.ingest) == nil)
            let moments = Set(try await fixture.queue.jobs(in: .waiting, limit: 6).map(\.runAt))
            #expect(moments.count == 6)
        }
    }
}
