internal import AsyncAlgorithms
package import Logging
internal import ReviewModel
internal import ServiceLifecycle

/// Brings back the jobs of workers that died.
///
/// A process that was itself asleep, by a closed lid or a paused machine, must not take its own jobs for dead: after a gap it lets
/// a whole lease pass, in which the heartbeats of the living arrive.
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
        let usual = interval / .seconds(1)
        var last = queue.clock.now
        var quietUntil = 0.0
        for await _ in AsyncTimerSequence(interval: interval, clock: .continuous).cancelOnGracefulShutdown() {
            let now = queue.clock.now
            if abs(now - last) > 3 * usual { quietUntil = now + queue.longestLease }
            last = now
            guard now >= quietUntil else { continue }
            do {
                try await queue.recoverExpired()
            } catch {
                logger.error("Expired leases could not be returned.", metadata: ["cause": "\(error)"])
            }
        }
    }
}
