import JobQueue
import Logging
import ReviewModel
import ServiceLifecycle
import Storage
import Synchronization

/// Jobs a second through the worker.
struct QueueRate {
    let queue: JobQueue
    let jobs: Int
    let workers: Int

    /// Jobs a second.
    struct Result {
        var accepted: Double
        var passedOn: Double
        var completed: Double
    }

    func measure() async throws -> Result {
        let accepted = try await rate { try await submit() }
        // The first stage of each is passed over, so that its last one waits.
        let skipped = [Stage.quality, .transcription, .content].map { Coverage(stage: $0, state: .notRun, reason: "Not measured here.") }
        let first = Nothing(stage: .ingest, outcome: Outcome(coverage: .init(stage: .ingest, state: .measured), skipped: skipped))
        let passedOn = try await rate { try await work(first) }
        let last = Nothing(stage: .feedback, outcome: Outcome(coverage: .init(stage: .feedback, state: .measured), reviewState: .completed))
        return Result(accepted: accepted, passedOn: passedOn, completed: try await rate { try await work(last) })
    }

    private func rate(_ work: () async throws -> Void) async throws -> Double {
        Double(jobs) / (try await ContinuousClock().measure(work) / .seconds(1))
    }

    private func submit() async throws {
        let run = Identifier.make(at: queue.clock.now)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<jobs {
                if number >= 256 { try await group.next() }
                group.addTask {
                    let id = "\(run)-\(number)"
                    let review = Review(id: id, title: "Lecture", course: "course \(number % 20)", createdAt: queue.clock.now)
                    try await queue.database.write { try ReviewStore.insert(review, $0) }
                    _ = try await queue.accept(Review.Source(fileName: "a.mp4", bytes: 1, sha256: "00"), for: id)
                }
            }
            try await group.waitForAll()
        }
    }

    /// Runs the service's worker until every job of the stage is done.
    private func work(_ runner: Nothing) async throws {
        let logger = Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() }
        let worker = Worker(queue: queue, runner: runner, concurrency: workers, logger: logger)
        let group = ServiceGroup(services: [worker], logger: logger)
        async let ended: Void = group.run()
        while runner.count.withLock(\.self) < jobs { try await Task.sleep(for: .milliseconds(5)) }
        // The last commits.
        let running = "SELECT COUNT(*) AS jobs FROM jobs WHERE state = 'running'"
        while try await queue.database.read({ try $0.query(running)[0].integer("jobs") }) > 0 { try await Task.sleep(for: .milliseconds(5)) }
        await group.triggerGracefulShutdown()
        try await ended
    }
}

/// A stage that does nothing.
private final class Nothing: StageRunner {
    let stage: Stage
    let outcome: Outcome
    let count = Mutex(0)

    init(stage: Stage, outcome: Outcome) {
        self.stage = stage
        self.outcome = outcome
    }

    func run(_ work: StageWork) async throws -> Outcome {
        count.withLock { $0 += 1 }
        return outcome
    }
}
