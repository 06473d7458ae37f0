internal import AsyncAlgorithms
internal import Logging
internal import ReviewModel
internal import Synchronization

/// Keeps the leases of the jobs that a worker runs, all in one statement, and stops the work whose lease is lost or whose time is up.
///
/// In between the heartbeats it looks whether the leases are still held: a job that was cancelled must not run on until the next one.
final class LeaseKeeper: Sendable {
    /// Why work was stopped.
    enum Stop: Sendable {
        case leaseLost
        case timeIsUp(seconds: Double)
    }

    private struct Kept: Sendable {
        let lease: Lease
        let deadline: ContinuousClock.Instant
        let limit: Double
        var progress: Double?
        /// What those who watch the review were told; nil where they do not know yet that the job runs.
        var told: Double??
        var beatAt: ContinuousClock.Instant
        /// By the queue's clock.
        var heldUntil: Double
        var stop: Stop?
        let cancel: @Sendable () -> Void
    }

    private let queue: JobQueue
    private let policy: QueuePolicy
    private let logger: Logger
    private let kept = Mutex<[Lease.ID: Kept]>([:])

    /// Seconds within which a cancelled job is noticed.
    private static let longestLook = 1.0

    init(queue: JobQueue, policy: QueuePolicy, logger: Logger) {
        self.queue = queue
        self.policy = policy
        self.logger = logger
    }

    /// Does work under a lease. Gives what came of it, and why it was stopped where it was.
    ///
    /// - Parameters:
    ///   - isTold: whether those who watch the review know that the job runs.
    ///   - limit: seconds that it may take.
    ///   - work: is given the way to tell how far it is, 0 to 1.
    func keep<Value: Sendable>(
        _ lease: Lease, isTold: Bool, limit: Double,
        during work: @escaping @Sendable (_ report: @escaping @Sendable (Double) -> Void) async throws -> Value
    ) async -> (result: Result<Value, any Error>, stop: Stop?) {
        let id = lease.id
        let task = Task { try await work { progress in self.kept.withLock { $0[id]?.progress = progress } } }
        let now = ContinuousClock.now
        kept.withLock {
            $0[id] = Kept(
                lease: lease, deadline: now + .seconds(limit), limit: limit, told: isTold ? .some(nil) : nil, beatAt: now, heldUntil: lease.until,
                cancel: { task.cancel() })
        }
        let result = await withTaskCancellationHandler {
            await task.result
        } onCancel: {
            task.cancel()
        }
        return (result, kept.withLock { $0.removeValue(forKey: id)?.stop })
    }

    /// Looks after the leases until it is cancelled.
    func run() async {
        let interval = min(policy.heartbeat, policy.timeLimitBase, Self.longestLook)
        for await _ in AsyncTimerSequence(interval: .seconds(interval), clock: .continuous) { await look() }
    }

    private func look() async {
        let now = ContinuousClock.now
        for late in kept.withLock({ $0.values.filter { $0.deadline <= now } }) { stop(late.lease.id, .timeIsUp(seconds: late.limit)) }
        let working = kept.withLock { $0.values.filter { $0.stop == nil } }
        let isDue = { (kept: Kept) in kept.told == nil || kept.beatAt + .seconds(self.policy.heartbeat) <= now }
        let due = working.filter(isDue)
        let others = working.filter { !isDue($0) }.map(\.lease)
        do {
            if !due.isEmpty { try await beat(due, at: now) }
            if !others.isEmpty { lose(others, except: try await queue.held(others)) }
        } catch is CancellationError {
            return
        } catch {
            logger.error("No heartbeat could be stored.", metadata: ["cause": "\(error)", "queue": "\(working[0].lease.job.stage.rawValue)"])
            for kept in working where queue.clock.now > kept.heldUntil { stop(kept.lease.id, .leaseLost) }
        }
    }

    private func beat(_ due: [Kept], at now: ContinuousClock.Instant) async throws {
        // What is stored may count from later; what is hoped for must not.
        let until = queue.clock.now + policy.lease
        let beats = due.map { JobQueue.Beat(lease: $0.lease, progress: $0.progress, isNews: $0.told != .some($0.progress)) }
        let held = try await queue.heartbeat(beats)
        kept.withLock { kept in
            for beat in beats where held.contains(beat.lease.id) {
                kept[beat.lease.id]?.told = .some(beat.progress)
                kept[beat.lease.id]?.beatAt = now
                kept[beat.lease.id]?.heldUntil = until
            }
        }
        lose(due.map(\.lease), except: held)
    }

    private func lose(_ leases: [Lease], except held: Set<Lease.ID>) {
        for lease in leases where !held.contains(lease.id) { stop(lease.id, .leaseLost) }
    }

    private func stop(_ id: Lease.ID, _ reason: Stop) {
        let cancel = kept.withLock { kept in
            guard kept[id]?.stop == nil else { return nil as (@Sendable () -> Void)? }
            kept[id]?.stop = reason
            return kept[id]?.cancel
        }
        cancel?()
    }
}
