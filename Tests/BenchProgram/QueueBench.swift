import ArgumentParser
import Foundation
import JobQueue
import Logging
import ReviewModel
import ServiceLifecycle
import Storage
import Synchronization
import TestSupport

/// Says how many jobs a second the queue claims and completes, by the worker that the service runs, where the work itself is nothing.
struct QueueBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "queue", abstract: "Measure jobs a second through the worker.")

    @Option(help: "The address of a PostgreSQL server; without it SQLite in a temporary folder.")
    var database: String?

    @Option(help: "Jobs that are counted.")
    var jobs = 10_000

    @Option(help: "Jobs at once.")
    var workers = 8

    func run() async throws {
        let folder = try TemporaryFolder()
        let database: any Database = try self.database.map { try PostgresDatabase($0) } ?? SQLiteDatabase(path: folder.path("lectern.db"))
        defer { try? database.close() }
        print("durability \(database.summary)")
        let queue = JobQueue(database: database)
        let enqueued = try await rate { try await submit(to: queue) }
        print("accepted \(enqueued) a second: a review with its first job")
        // The first stage of each is passed over, so that its last one waits.
        let skipped = [Stage.quality, .transcription, .content].map { Coverage(stage: $0, state: .notRun, reason: "Not measured here.") }
        let first = try await rate {
            try await work(queue, Nothing(stage: .ingest, outcome: Outcome(coverage: .init(stage: .ingest, state: .measured), skipped: skipped)))
        }
        print("passed on \(first) a second: claimed, completed, four stages settled, the next job added")
        let last = try await rate {
            try await work(
                queue, Nothing(stage: .feedback, outcome: Outcome(coverage: .init(stage: .feedback, state: .measured), reviewState: .completed)))
        }
        print("claimed and completed \(last) a second")
    }

    /// Jobs a second.
    private func rate(_ work: () async throws -> Void) async throws -> Int {
        let seconds = try await ContinuousClock().measure(work) / .seconds(1)
        return Int(Double(jobs) / seconds)
    }

    private func submit(to queue: JobQueue) async throws {
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
    private func work(_ queue: JobQueue, _ runner: Nothing) async throws {
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
