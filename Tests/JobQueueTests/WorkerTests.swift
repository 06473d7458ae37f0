import JobQueue
import Logging
import ReviewModel
import ServiceLifecycle
import Storage
import Synchronization
import TestSupport
import Testing

@Suite("Workers", .timeLimit(.minutes(1)))
struct WorkerTests {
    /// Ends at once, or never until it is cancelled.
    private struct Runner: StageRunner {
        let stage: Stage
        var hangs = false
        let runs = Counter()

        func run(_ work: StageWork) async throws -> Outcome {
            runs.increment()
            if hangs { try await Task.sleep(for: .seconds(3600)) }
            return Outcome(coverage: Coverage(stage: stage, state: .measured))
        }
    }

    private final class Counter: Sendable {
        private let count = Mutex(0)

        var value: Int { count.withLock(\.self) }

        func increment() { count.withLock { $0 += 1 } }
    }

    private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    @Test("Every job is done once, with several lanes")
    func drains() async throws {
        let fixture = try QueueFixture()
        for number in 0..<20 { _ = try await fixture.submitted("r\(number)") }
        let runner = Runner(stage: .ingest)
        let worker = Worker(queue: fixture.queue, runner: runner, concurrency: 4, logger: logger)
        let group = ServiceGroup(services: [worker], logger: logger)
        async let running: Void = group.run()
        while try await fixture.queue.overview().first?.jobs["done"] != 20 { try await Task.sleep(for: .milliseconds(10)) }
        await group.triggerGracefulShutdown()
        try await running
        #expect(runner.runs.value == 20)
        #expect(try await fixture.queue.claim(.quality, worker: "w", limit: 100).count == 20)
    }

    @Test("A graceful shutdown gives the running job back without spending an attempt")
    func shutdown() async throws {
        let fixture = try QueueFixture()
        _ = try await fixture.submitted()
        let runner = Runner(stage: .ingest, hangs: true)
        let group = ServiceGroup(services: [Worker(queue: fixture.queue, runner: runner, concurrency: 1, logger: logger)], logger: logger)
        async let running: Void = group.run()
        while runner.runs.value == 0 { try await Task.sleep(for: .milliseconds(5)) }
        await group.triggerGracefulShutdown()
        try await running
        let lease = try #require(try await fixture.claim(.ingest))
        #expect(lease.job.attempt == 1)
        #expect(lease.job.errors.isEmpty)
    }
}
