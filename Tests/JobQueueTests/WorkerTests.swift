import JobQueue
import Logging
import ReviewModel
import ServiceLifecycle
import Storage
import StorageTestSupport
import Synchronization
import TestSupport
import Testing

@Suite("Workers", .timeLimit(.minutes(1)))
struct WorkerTests {
    /// Ends at once, or never until it is cancelled.
    private struct Runner: StageRunner {
        let stage: Stage
        var hangs = false
        var snoozes: Double?
        let runs = Counter()
        let stops = Counter()

        func run(_ work: StageWork) async throws -> Outcome {
            runs.increment()
            if let snoozes { throw Snooze(seconds: snoozes) }
            if hangs {
                defer { stops.increment() }
                try await Task.sleep(for: .seconds(3600))
            }
            return Outcome(coverage: Coverage(stage: stage, state: .measured))
        }
    }

    private final class Counter: Sendable {
        private let count = Mutex(0)

        var value: Int { count.withLock(\.self) }

        func increment() { count.withLock { $0 += 1 } }
    }

    private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    @Test("Every job is done once, with several lanes", arguments: Engine.allCases)
    func drains(on engine: Engine) async throws {
        let fixture = try QueueFixture(engine)
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

    @Test("A graceful shutdown gives the running job back without spending an attempt", arguments: Engine.allCases)
    func shutdown(on engine: Engine) async throws {
        let fixture = try QueueFixture(engine)
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

    /// Runs one worker while something happens.
    private func working(_ runner: Runner, in fixture: QueueFixture, _ body: () async throws -> Void) async throws {
        let group = ServiceGroup(services: [Worker(queue: fixture.queue, runner: runner, concurrency: 1, logger: logger)], logger: logger)
        async let running: Void = group.run()
        try await body()
        await group.triggerGracefulShutdown()
        try await running
    }

    @Test("A cancelled review's work is stopped within two seconds", arguments: Engine.allCases)
    func cancelReaches(on engine: Engine) async throws {
        let fixture = try QueueFixture(engine)
        let id = try await fixture.submitted()
        let runner = Runner(stage: .ingest, hangs: true)
        try await working(runner, in: fixture) {
            while runner.runs.value == 0 { try await Task.sleep(for: .milliseconds(5)) }
            let asked = ContinuousClock.now
            #expect(try await fixture.queue.cancel(review: id))
            while runner.stops.value == 0 { try await Task.sleep(for: .milliseconds(5)) }
            #expect(asked.duration(to: .now) < .seconds(2))
        }
    }

    @Test("An attempt that takes too long for its recording is stopped, and says so", arguments: Engine.allCases)
    func timeLimit(on engine: Engine) async throws {
        var policy = QueuePolicy()
        policy.timeLimitBase = 0.05
        policy.maxAttempts = 1
        let fixture = try QueueFixture(engine, policy: policy)
        _ = try await fixture.submitted()
        let runner = Runner(stage: .ingest, hangs: true)
        try await working(runner, in: fixture) {
            while try await fixture.queue.jobs(in: .dead, limit: 1).isEmpty { try await Task.sleep(for: .milliseconds(10)) }
        }
        #expect(runner.stops.value == 1)
        let dead = try #require(try await fixture.queue.jobs(in: .dead, limit: 1).first)
        #expect(dead.errors.map(\.message).first?.contains("time limit") == true)
    }

    @Test("A job that is not to begin yet waits without spending an attempt", arguments: Engine.allCases)
    func snooze(on engine: Engine) async throws {
        let fixture = try QueueFixture(engine)
        _ = try await fixture.submitted()
        let runner = Runner(stage: .ingest, snoozes: 60)
        try await working(runner, in: fixture) {
            while runner.runs.value == 0 { try await Task.sleep(for: .milliseconds(5)) }
            while try await fixture.state(.ingest) != .waiting { try await Task.sleep(for: .milliseconds(10)) }
        }
        #expect(try await fixture.claim(.ingest) == nil)
        fixture.time.advance(61)
        let lease = try #require(try await fixture.claim(.ingest))
        #expect(lease.job.attempt == 1 && lease.job.errors.isEmpty)
    }
}
