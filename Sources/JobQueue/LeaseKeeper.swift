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
    ///   - limit: seconds that it may take.
    ///   - work: is given the way to tell how far it is, 0 to 1.
    func keep<Value: Sendable>(
        _ lease: Lease, limit: Double, during work: @escaping @Sendable (_ report: @escaping @Sendable (Double) -> Void) async throws -> Value
    ) async -> (result: Result<Value, any Error>, stop: Stop?) {
        let id = lease.id
        let task = Task { try await work { progress in self.kept.withLock { $0[id]?.progress = progress } } }
        let now = ContinuousClock.now
        kept.withLock {
            $0[id] = Kept(
                lease: lease, deadline: now + .seconds(limit), limit: limit, beatAt: now, heldUntil: lease.until, cancel: { task.cancel() })
        }
        let result = await withTaskCancellationHandler { await task.result } onCancel: { task.cancel() }
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
        let due = working.filter { $0.beatAt + .seconds(policy.heartbeat) <= now }
        let others = working.filter { $0.beatAt + .seconds(policy.heartbeat) > now }.map(\.lease)
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
        let held = try await queue.heartbeat(due.map { ($0.lease, $0.progress) })
        kept.withLock { kept in
            for id in held {
                kept[id]?.beatAt = now
                kept[id]?.heldUntil = until
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
