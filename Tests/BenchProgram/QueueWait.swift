import ArgumentParser
import Foundation
import JobQueue
import Logging
import ReviewModel
import ServiceLifecycle
import Storage
import StorageTestSupport
import Synchronization

/// How long a job waits that comes to an idle queue: from the moment at which it was asked to be added to that at which its work begins, with both
/// transactions in between.
struct QueueWait {
    let database: any Database
    /// The database's address for a worker in another process; nil for one in this process.
    let program: String?

    /// Milliseconds that the pauses between jobs grow by, and where they begin anew, so that jobs come at every moment between two looks.
    private static let step = 37
    private static let longest = 200

    func measure(_ count: Int) async throws -> String {
        let queue = JobQueue(database: database)
        let starts = Starts()
        let worker = try program.map { try WorkerProcess(address: $0, starts: starts) }
        let group = ServiceGroup(
            services: worker == nil ? [Starter.worker(queue) { starts.note($0) }] : [], logger: Starter.logger)
        async let running: Void = group.run()
        _ = try await starts.wait(for: try await submit(to: queue))
        var waits: [Double] = []
        for number in 0..<count {
            try await Task.sleep(for: .milliseconds(number * Self.step % Self.longest))
            let asked = Date().timeIntervalSince1970
            let started = try await starts.wait(for: try await submit(to: queue))
            waits.append((started - asked) * 1000)
        }
        worker?.stop()
        await group.triggerGracefulShutdown()
        try await running
        waits.sort()
        let (p50, p99) = (waits[count / 2], waits[count * 99 / 100])
        return "from asking to the start of work, \(program == nil ? "one process" : "two processes"): "
            + "median \(Int(p50 * 10) / 10) ms, p99 \(Int(p99 * 10) / 10) ms, most \(Int(waits[count - 1])) ms"
    }

    private func submit(to queue: JobQueue) async throws -> String {
        let id = Identifier.make(at: queue.clock.now)
        try await queue.database.write { try ReviewStore.insert(Review(id: id, title: "Lecture", createdAt: 0), $0) }
        _ = try await queue.accept(Review.Source(fileName: "a.mp4", bytes: 1, sha256: "00"), for: id)
        return id
    }
}

/// When the work on reviews began, in seconds since 1970.
private final class Starts: Sendable {
    private let moments = Mutex<[String: Double]>([:])

    func note(_ review: String, at moment: Double = Date().timeIntervalSince1970) {
        moments.withLock { $0[review] = moment }
    }

    func wait(for review: String) async throws -> Double {
        while true {
            if let moment = moments.withLock({ $0[review] }) { return moment }
            try await Task.sleep(for: .milliseconds(2))
        }
    }
}

/// A stage whose work is to say that it began.
private struct Starter: StageRunner {
    let stage = Stage.ingest
    let note: @Sendable (String) -> Void

    static let logger = Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() }

    static func worker(_ queue: JobQueue, _ note: @escaping @Sendable (String) -> Void) -> Worker {
        Worker(queue: queue, runner: Starter(note: note), concurrency: 8, logger: logger)
    }

    func run(_ work: StageWork) async throws -> Outcome {
        note(work.review.id)
        return Outcome(coverage: Coverage(stage: stage, state: .measured))
    }
}

/// This program again, as a worker on the same database.
private final class WorkerProcess: Sendable {
    private let process: Process

    init(address: String, starts: Starts) throws {
        process = Process()
        process.executableURL = URL(filePath: CommandLine.arguments[0])
        process.arguments = ["work", address]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        // Each line is written at once, and a pipe keeps what is that short together.
        output.fileHandleForReading.readabilityHandler = { handle in
            for line in String(decoding: handle.availableData, as: UTF8.self).split(separator: "\n") {
                let words = line.split(separator: " ")
                if words.count == 2, let moment = Double(words[1]) { starts.note(String(words[0]), at: moment) }
            }
        }
    }

    func stop() {
        process.terminate()
        process.waitUntilExit()
    }
}

/// The worker's side: a line for each job that began.
struct WaitWorker: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "work", shouldDisplay: false)

    @Argument var address: String

    func run() async throws {
        let worker = Starter.worker(JobQueue(database: try TestDatabase.open(address))) { review in
            try? FileHandle.standardOutput.write(contentsOf: Data("\(review) \(Date().timeIntervalSince1970)\n".utf8))
        }
        try await ServiceGroup(services: [worker], logger: Starter.logger).run()
    }
}
