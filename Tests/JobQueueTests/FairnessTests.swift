import JobQueue
import ReviewModel
import Storage
import StorageTestSupport
import Testing

@Suite("Fair turns and limits") struct FairnessTests {
    private static func submit(_ count: Int, _ course: String?, to fixture: QueueFixture) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<count { group.addTask { _ = try await fixture.submitted("\(course ?? "none")-\(number)", course: course) } }
            try await group.waitForAll()
        }
    }

    private static func courses(_ leases: [Lease]) -> [String] { leases.map { $0.job.course ?? "none" }.sorted() }

    @Test("Five hundred lectures of one course do not delay another's single one by more than a job", arguments: Engine.allCases)
    func flood(on engine: Engine) async throws {
        let fixture = try QueueFixture(engine)
        try await Self.submit(500, "large", to: fixture)
        for _ in 0..<3 { #expect(try await fixture.claim(.ingest)?.job.course == "large") }
        try await Self.submit(1, "small", to: fixture)
        // The worker that becomes free next takes it.
        #expect(try await fixture.claim(.ingest)?.job.course == "small")
        #expect(try await fixture.claim(.ingest)?.job.course == "large")
        // Reviews without a course share a turn like one.
        try await Self.submit(2, nil, to: fixture)
        #expect(Self.courses(try await fixture.queue.claim(.ingest, worker: "w", limit: 4)) == ["large", "large", "none", "none"])
    }

    @Test("Courses that all have much to do take turns", arguments: Engine.allCases)
    func turns(on engine: Engine) async throws {
        let fixture = try QueueFixture(engine)
        try await Self.submit(30, "a", to: fixture)
        try await Self.submit(20, "b", to: fixture)
        try await Self.submit(10, "c", to: fixture)
        for _ in 0..<10 { #expect(Self.courses(try await fixture.queue.claim(.ingest, worker: "w", limit: 3)) == ["a", "b", "c"]) }
        for _ in 0..<10 { #expect(Self.courses(try await fixture.queue.claim(.ingest, worker: "w", limit: 2)) == ["a", "b"]) }
        #expect(try await fixture.queue.claim(.ingest, worker: "w", limit: 100).count == 10)
    }

    @Test("A review that is judged again goes ahead, but not for ever", arguments: Engine.allCases)
    func priority(on engine: Engine) async throws {
        let fixture = try QueueFixture(engine)
        _ = try await fixture.submitted("judged")
        for stage in [Stage.ingest, .quality, .transcription, .content, .feedback] { try await fixture.pass(stage) }
        try await Self.submit(3, "a", to: fixture)
        for _ in 0..<3 { try await fixture.pass(.ingest) }
        for _ in 0..<150 {
            #expect(try await fixture.queue.judgeAgain(review: "judged", by: .lecture))
            let first = try #require(try await fixture.claim(.quality))
            if first.job.review != "judged" { return }
            #expect(try await fixture.queue.complete(first, Outcome(coverage: Coverage(stage: .quality, state: .measured))))
            for stage in [Stage.content, .feedback] { try await fixture.pass(stage) }
        }
        Issue.record("What waited was never claimed.")
    }

    @Test("No more jobs of a course, or of a queue, run at once than may", arguments: Engine.allCases)
    func limits(on engine: Engine) async throws {
        var policy = QueuePolicy()
        policy.maxRunningPerCourse = 2
        policy.maxRunning = 5
        let fixture = try QueueFixture(engine, policy: policy)
        for course in ["a", "b", "c"] { try await Self.submit(5, course, to: fixture) }
        let first = try await fixture.queue.claim(.ingest, worker: "w", limit: 3)
        #expect(Self.courses(first) == ["a", "b", "c"])
        let second = try await fixture.queue.claim(.ingest, worker: "w", limit: 10)
        #expect(second.count == 2)
        #expect(try await fixture.queue.claim(.ingest, worker: "w", limit: 10).isEmpty)
        let done = try #require(first.first)
        #expect(try await fixture.queue.complete(done, Outcome(coverage: Coverage(stage: .ingest, state: .measured))))
        let third = try await fixture.queue.claim(.ingest, worker: "w", limit: 10)
        #expect(third.count == 1)
        let running = Self.courses(first.dropFirst() + second + third)
        for course in ["a", "b", "c"] { #expect(running.count { $0 == course } <= 2) }
    }
}
