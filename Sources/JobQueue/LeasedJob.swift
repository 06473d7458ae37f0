internal import Logging
internal import ReviewModel
internal import Storage
internal import Tracing

/// One claimed job from its start to its commit.
struct LeasedJob: Sendable {
    let claimed: ClaimedJob
    let queue: JobQueue
    let runner: any StageRunner
    let keeper: LeaseKeeper
    let completions: Coalescer<Completion, Swift.Result<Bool, any Error>>
    let logger: Logger

    private var lease: Lease { claimed.lease }

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
        await withSpan("job \(runner.stage.rawValue)", ofKind: .consumer) { span in
            span.updateAttributes { attributes in
                attributes["lectern.review"] = lease.job.review
                attributes["lectern.job"] = lease.job.id
                attributes["lectern.attempt"] = lease.job.attempt
            }
            let started = ContinuousClock.now
            logger.info("Started.", metadata: ["attempt": "\(lease.job.attempt)"])
            let ending = await ending()
            if case .failure(let error) = ending { span.recordError(error) }
            return Result(ending: ending, seconds: started.duration(to: .now) / .seconds(1))
        }
    }

    /// Stores what came of the work.
    func commit(_ result: Result) async {
        let how = await conclude(result.ending)
        QueueMetrics(runner.stage).ended(how, seconds: result.seconds, media: claimed.review?.media?.duration)
        logger.info("Ended.", metadata: ["outcome": "\(how)", "seconds": "\((result.seconds * 100).rounded() / 100)"])
    }

    private func ending() async -> Ending {
        guard let review = claimed.review else { return .failure(PermanentFailure("The review is gone.")) }
        let limit = queue.policy(runner.stage).timeLimit(mediaDuration: review.media?.duration)
        let (result, stop) = await keeper.keep(lease, isTold: claimed.isTold, limit: limit) { [runner, lease] report in
            try await runner.run(StageWork(job: lease.job, review: review, report: report))
        }
        switch (stop, result) {
        case (.leaseLost, _): return .leaseLost
        case (.timeIsUp(let seconds), .failure): return .failure(TimeLimitExceeded(seconds: seconds))
        case (_, .success(let outcome)): return .outcome(outcome)
        case (_, .failure(let error)): return .failure(error)
        }
    }

    /// Commits what came of the work; the word is what metrics and logs call it.
    private func conclude(_ ending: Ending) async -> String {
        do {
            switch ending {
            case .outcome(let outcome):
                return try await completions(Completion(lease: lease, outcome: outcome)).get() ? "done" : "lease-lost"
            case .failure where Task.isCancelled:
                try await queue.release([lease])
                return "released"
            case .failure(let snooze as Snooze):
                try await queue.release([lease], pause: snooze.seconds)
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
}
