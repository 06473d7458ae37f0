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
    private let pace = Pace()

    /// How long claimed jobs wait for the one before them.
    private static let patience = Duration.milliseconds(500)
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
        await drain(name)
        for await _ in looks { await drain(name) }
    }

    private func drain(_ name: String) async {
        while case let leases = await claim(name), !leases.isEmpty { await work(on: leases) }
    }

    /// Works on one job after the other, and leaves each one's commit to itself, so that commits share transactions.
    private func work(on leases: [Lease]) async {
        let waiting = WaitingLeases(leases)
        await withTaskGroup { group in
            // What a job that takes unexpectedly long keeps waiting is given back to whoever is free.
            let giveBack = Task {
                try await Task.sleep(for: Self.patience)
                while let lease = waiting.next() { try await queue.release(lease) }
            }
            while let lease = waiting.next() {
                let job = leased(lease)
                let result = await job.work()
                pace.note(result.seconds)
                group.addTask { await job.commit(result) }
            }
            giveBack.cancel()
            // What it has taken it gives back before the lane goes on, or the database may be closed by then.
            _ = await giveBack.result
        }
    }

    private func leased(_ lease: Lease) -> LeasedJob {
        var logger = logger
        logger[metadataKey: "review"] = "\(lease.job.review)"
        logger[metadataKey: "job"] = "\(lease.job.id)"
        logger[metadataKey: "queue"] = "\(runner.stage.rawValue)"
        return LeasedJob(lease: lease, queue: queue, runner: runner, logger: logger)
    }

    /// The next jobs; none where there are none, where the database cannot be asked now, or once the worker is to stop.
    private func claim(_ name: String) async -> [Lease] {
        guard !Task.isCancelled else { return [] }
        do {
            guard try await queue.hasWork(runner.stage) else { return [] }
            return try await queue.claim(runner.stage, worker: name, limit: pace.batch)
        } catch is CancellationError {
            return []
        } catch {
            logger.error("The queue cannot be read; trying again.", metadata: ["queue": "\(runner.stage.rawValue)", "cause": "\(error)"])
            return []
        }
    }
}
