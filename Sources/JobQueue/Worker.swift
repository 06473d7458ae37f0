internal import AsyncAlgorithms
internal import Foundation
package import Logging
internal import ReviewModel
internal import ServiceLifecycle

/// Runs the jobs of one queue, some at a time, until the service group shuts down; then it gives back what it was working on.
package struct Worker: Service {
    private let queue: JobQueue
    private let runner: any StageRunner
    private let concurrency: Int
    private let logger: Logger

    /// How long an idle lane sleeps before it looks by itself: jobs added by other processes make no signal here.
    private static let idlePoll = Duration.milliseconds(200)

    package init(queue: JobQueue, runner: any StageRunner, concurrency: Int, logger: Logger) {
        self.queue = queue
        self.runner = runner
        self.concurrency = concurrency
        self.logger = logger
    }

    package func run() async {
        await cancelWhenGracefulShutdown {
            await withTaskGroup { group in
                for _ in 0..<concurrency {
                    group.addTask { await runLane() }
                }
            }
        }
    }

    /// Works on one job after the other, and sleeps while there is none.
    private func runLane() async {
        let process = ProcessInfo.processInfo
        let name = "\(process.hostName)/\(process.processIdentifier)/\(UUID().uuidString.prefix(8))"
        let looks = merge(
            queue.signals.ticks(for: runner.stage), AsyncTimerSequence(interval: Self.idlePoll, clock: .continuous).map { _ in })
        while let lease = await claim(name) { await work(on: lease) }
        for await _ in looks {
            while let lease = await claim(name) { await work(on: lease) }
        }
    }

    private func work(on lease: Lease) async {
        var logger = logger
        logger[metadataKey: "review"] = "\(lease.job.review)"
        logger[metadataKey: "job"] = "\(lease.job.id)"
        logger[metadataKey: "queue"] = "\(runner.stage.rawValue)"
        await LeasedJob(lease: lease, queue: queue, runner: runner, logger: logger).run()
    }

    /// The next job; nil where there is none, where the database cannot be asked now, or once the worker is to stop.
    private func claim(_ name: String) async -> Lease? {
        guard !Task.isCancelled else { return nil }
        do {
            guard try await queue.hasWork(runner.stage) else { return nil }
            return try await queue.claim(runner.stage, worker: name, limit: 1).first
        } catch is CancellationError {
            return nil
        } catch {
            logger.error("The queue cannot be read; trying again.", metadata: ["queue": "\(runner.stage.rawValue)", "cause": "\(error)"])
            return nil
        }
    }
}
