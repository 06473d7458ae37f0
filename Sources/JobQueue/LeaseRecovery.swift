internal import AsyncAlgorithms
package import Logging
internal import ReviewModel
internal import ServiceLifecycle

/// Brings back the jobs of workers that died.
package struct LeaseRecovery: Service {
    private let queue: JobQueue
    private let interval: Duration
    private let logger: Logger

    package init(queue: JobQueue, every interval: Duration = .seconds(2), logger: Logger) {
        self.queue = queue
        self.interval = interval
        self.logger = logger
    }

    package func run() async {
        var watch = LeaseWatch(interval: interval / .seconds(1))
        var last = ContinuousClock.now
        for await _ in AsyncTimerSequence(interval: interval, clock: .continuous).cancelOnGracefulShutdown() {
            let elapsed = last.duration(to: .now) / .seconds(1)
            last = .now
            do {
                let running = try await queue.running()
                let expired = watch.expired(among: running, elapsed: elapsed) { queue.policy($0).lease }
                if !expired.isEmpty { try await queue.recover(expired) }
            } catch {
                logger.error("Expired leases could not be returned.", metadata: ["cause": "\(error)"])
            }
        }
    }
}
