internal import AsyncAlgorithms
package import Logging
internal import ReviewModel
internal import ServiceLifecycle

/// Runs the jobs of one queue, some at a time, until the service group shuts down; then it gives back what it was working on.
///
/// Its lanes share what they ask of the database: claims, heartbeats and commits that come at the same time are one statement each.
package struct Worker: Service {
    private let queue: JobQueue
    private let runner: any StageRunner
    private let concurrency: Int
    private let logger: Logger
    private let keeper: LeaseKeeper
    private let claims: Coalescer<Int, [ClaimedJob]>
    private let completions: Coalescer<Completion, Result<Bool, any Error>>
    private let pace = Pace()

    /// How long claimed jobs wait for the one before them.
    private static let patience = Duration.milliseconds(500)
    /// How often an idle worker looks by itself: jobs added by other processes make no signal here.
    private static let idlePoll = Duration.milliseconds(200)
    /// Jobs that are committed in one transaction, and how long the first waits for the others: much less than the commit takes.
    private static let most = 512
    private static let company = Duration.milliseconds(2)

    package init(queue: JobQueue, runner: any StageRunner, concurrency: Int, logger: Logger) {
        self.queue = queue
        self.runner = runner
        self.concurrency = concurrency
        self.logger = logger
        keeper = LeaseKeeper(queue: queue, policy: queue.policy(runner.stage), logger: logger)
        let claimer = Claimer(queue: queue, stage: runner.stage, logger: logger)
        claims = Coalescer(atMost: max(1, concurrency / 2)) { await claimer.claim(atMost: $0) }
        completions = Coalescer(atMost: Self.most, patience: Self.company) { await queue.complete($0) }
    }

    package func run() async {
        QueueMetrics(runner.stage).started(lanes: concurrency)
        await cancelWhenGracefulShutdown {
            await withTaskGroup { group in
                group.addTask { await keeper.run() }
                group.addTask { await poll() }
                for _ in 0..<concurrency { group.addTask { await runLane() } }
            }
        }
    }

    /// Wakes the lanes now and then.
    private func poll() async {
        for await _ in AsyncTimerSequence(interval: Self.idlePoll, clock: .continuous) { queue.signals.look(runner.stage) }
    }

    /// Works on one job after the other, and sleeps while there is none.
    private func runLane() async {
        // Commits go on while the next jobs are claimed; the lane ends only when they have.
        await withDiscardingTaskGroup { commits in
            let ticks = queue.signals.ticks(for: runner.stage)
            await drain(&commits)
            for await _ in ticks { await drain(&commits) }
        }
    }

    private func drain(_ commits: inout DiscardingTaskGroup) async {
        while !Task.isCancelled, case let jobs = await claims(pace.batch), !jobs.isEmpty { await work(on: jobs, &commits) }
    }

    /// Works on one job after the other, and leaves each one's commit to itself, so that commits share transactions.
    private func work(on jobs: [ClaimedJob], _ commits: inout DiscardingTaskGroup) async {
        let waiting = WaitingJobs(jobs)
        // What a job that takes unexpectedly long keeps waiting is given back to whoever is free.
        let giveBack = Task {
            try await Task.sleep(for: Self.patience)
            while let job = waiting.next() { try await queue.release([job.lease]) }
        }
        while let next = waiting.next() {
            let job = leased(next)
            let result = await job.work()
            pace.note(result.seconds)
            commits.addTask { await job.commit(result) }
        }
        giveBack.cancel()
        // What it has taken it gives back before the lane goes on, or the database may be closed by then.
        _ = await giveBack.result
    }

    private func leased(_ claimed: ClaimedJob) -> LeasedJob {
        let lease = claimed.lease
        var logger = logger
        logger[metadataKey: "review"] = "\(lease.job.review)"
        logger[metadataKey: "job"] = "\(lease.job.id)"
        logger[metadataKey: "queue"] = "\(runner.stage.rawValue)"
        return LeasedJob(
            claimed: claimed, queue: queue, runner: runner, keeper: keeper, completions: completions, logger: logger)
    }
}
