import JobQueue
import Logging
import ReviewModel
import StorageTestSupport
import TestSupport
import Testing

@Suite("Jobs that ended long ago") struct ArchiveTests {
    private static let day = 86_400.0

    private static func archive(_ fixture: QueueFixture) -> JobArchive {
        JobArchive(
            queue: fixture.queue, retention: .init(finished: 30 * day, archived: 100 * day),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    @Test("They go to the archive, can still be read there, and are dropped later; dead ones stay", arguments: Engine.allCases)
    func retention(on engine: Engine) async throws {
        let fixture = try QueueFixture(engine)
        _ = try await fixture.submitted()
        try await fixture.pass(.ingest)
        let lease = try #require(try await fixture.claim(.quality))
        try await fixture.queue.fail(lease, PermanentFailure("It cannot be done."))
        for stage in [Stage.transcription, .content, .feedback] { try await fixture.pass(stage) }
        let done = try #require(try await fixture.queue.jobs(in: .done, limit: 10).first { $0.stage == .ingest })
        #expect(try await Self.archive(fixture).sweep() == 0)

        fixture.time.advance(31 * Self.day)
        #expect(try await Self.archive(fixture).sweep() == 4)
        #expect(try await fixture.queue.jobs(in: .done, limit: 10).isEmpty)
        #expect(try await fixture.queue.jobs(in: .dead, limit: 10).map(\.stage) == [.quality])
        var archived = try #require(try await fixture.queue.job(done.id))
        archived.progress = done.progress
        #expect(archived == done)

        fixture.time.advance(100 * Self.day)
        #expect(try await Self.archive(fixture).sweep() == 0)
        #expect(try await fixture.queue.job(done.id) == nil)
    }

    @Test("A review whose jobs are archived is judged again like any other", arguments: Engine.allCases)
    func judgedAgain(on engine: Engine) async throws {
        let fixture = try QueueFixture(engine)
        let id = try await fixture.submitted()
        for stage in Stage.allCases { try await fixture.pass(stage) }
        fixture.time.advance(31 * Self.day)
        #expect(try await Self.archive(fixture).sweep() == 5)
        #expect(try await fixture.review(id)?.stages.allSatisfy { $0.state == .measured } == true)
        #expect(try await fixture.queue.judgeAgain(review: id, by: .lecture))
        for stage in [Stage.quality, .content, .feedback] { try await fixture.pass(stage) }
        #expect(try await fixture.review(id)?.state == .completed)
    }
}
