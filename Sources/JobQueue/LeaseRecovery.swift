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
        var watch = SleepWatch(interval: interval / .seconds(1), lease: queue.longestLease)
        for await _ in AsyncTimerSequence(interval: interval, clock: .continuous).cancelOnGracefulShutdown() {
            guard watch.canTrustLeases(at: queue.clock.now) else { continue }
            do {
                try await queue.recoverExpired()
            } catch {
                logger.error("Expired leases could not be returned.", metadata: ["cause": "\(error)"])
            }
        }
    }
}
