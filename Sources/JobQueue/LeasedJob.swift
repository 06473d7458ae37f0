internal import Logging
internal import Metrics
internal import ReviewModel
internal import Storage
internal import Synchronization

/// One claimed job from its start to its commit, with its heartbeat beside it.
struct LeasedJob {
    let lease: Lease
    let queue: JobQueue
    let runner: any StageRunner
    let logger: Logger

    /// Seconds within which a cancelled job is noticed.
    private static let longestLook = 1.0

    /// What came of the work.
    struct Result: Sendable {
        fileprivate var ending: Ending
        var seconds: Double
    }

    fileprivate enum Ending: Sendable {
        case outcome(Outcome)
        case failure(any Error)
        case leaseLost
    }

    /// Does the work; nothing of it is stored yet.
    func work() async -> Result {
        let started = ContinuousClock.now
        logger.info("Started.", metadata: ["attempt": "\(lease.job.attempt)"])
        let ending = await ending()
        return Result(ending: ending, seconds: started.duration(to: .now) / .seconds(1))
    }

    /// Stores what came of the work.
    func commit(_ result: Result) async {
        let how = await conclude(result.ending)
        let dimensions = [("queue", runner.stage.rawValue), ("outcome", how)]
        Metrics.Timer(label: "lectern.job.run", dimensions: dimensions).recordSeconds(result.seconds)
        logger.info("Ended.", metadata: ["outcome": "\(how)", "seconds": "\((result.seconds * 100).rounded() / 100)"])
    }

    /// Works and beats at once; whichever ends first stops the other.
    private func ending() async -> Ending {
        let progress = Progress()
        return await withTaskGroup(of: Ending?.self) { group in
            group.addTask {
                do {
                    return .outcome(try await work(progress))
                } catch {
                    return .failure(error)
                }
            }
            group.addTask { await beat(progress) }
            defer { group.cancelAll() }
            while let first = await group.next() {
                // A heartbeat that was cancelled with its worker gives nil: the work itself is ending too.
                if let first { return first }
            }
            return .leaseLost
        }
    }

    /// Works until the job is done or its time is up.
    private func work(_ progress: Progress) async throws -> Outcome {
        guard let review = try await queue.database.read({ try ReviewStore.review(lease.job.review, $0) }) else {
            throw PermanentFailure("The review is gone.")
        }
        let limit = queue.policy(runner.stage).timeLimit(mediaDuration: review.media?.duration)
        return try await withThrowingTaskGroup(of: Outcome.self) { group in
            group.addTask { try await runner.run(StageWork(job: lease.job, review: review, report: { progress.set($0) })) }
            group.addTask {
                try await Task.sleep(for: .seconds(limit))
                throw TimeLimitExceeded(seconds: limit)
            }
            defer { group.cancelAll() }
            guard let outcome = try await group.next() else { throw CancellationError() }
            return outcome
        }
    }

    /// Prolongs the lease, and looks in between whether it is still held: a job that was cancelled must not run on until the next heartbeat.
    private func beat(_ progress: Progress) async -> Ending? {
        let policy = queue.policy(runner.stage)
        let look = min(policy.heartbeat, Self.longestLook)
        var heldUntil = lease.until
        var sinceBeat = 0.0
        while true {
            do {
                try await Task.sleep(for: .seconds(look))
                sinceBeat += look
                guard sinceBeat >= policy.heartbeat else {
                    guard try await queue.holds(lease) else { return .leaseLost }
                    continue
                }
                sinceBeat = 0
                guard try await queue.heartbeat(lease, progress: progress.value) else { return .leaseLost }
                heldUntil = queue.clock.now + policy.lease
            } catch is CancellationError {
                return nil
            } catch {
                logger.error("No heartbeat could be stored.", metadata: ["cause": "\(error)"])
                if queue.clock.now > heldUntil { return .leaseLost }
            }
        }
    }

    /// Commits what came of the work; the word is what metrics and logs call it.
    private func conclude(_ ending: Ending) async -> String {
        do {
            switch ending {
            case .outcome(let outcome):
                return try await queue.complete(lease, outcome) ? "done" : "lease-lost"
            case .failure where Task.isCancelled:
                try await queue.release(lease)
                return "released"
            case .failure(let snooze as Snooze):
                try await queue.release(lease, pause: snooze.seconds)
                return "snoozed"
            case .failure(let error):
                logger.warning("Failed.", metadata: ["cause": "\(error)", "attempt": "\(lease.job.attempt)"])
                try await queue.fail(lease, error)
                return "failed"
            case .leaseLost:
                return "lease-lost"
            }
        } catch {
            // What could not be committed is as if it had not been done: the lease runs out and the job comes back.
            logger.error("The end of the job could not be stored.", metadata: ["cause": "\(error)"])
            return "not-stored"
        }
    }

    private final class Progress: Sendable {
        private let state = Mutex<Double?>(nil)

        var value: Double? { state.withLock(\.self) }

        func set(_ value: Double) {
            state.withLock { $0 = value }
        }
    }
}
