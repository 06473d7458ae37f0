package import ReviewModel
package import Storage

/// The durable queues, one per stage, on the database.
///
/// At least once, with effectively-once results: every step is one transaction that the job's lease guards.
/// The statements are in `JobStatements`; this type gives them their transactions and their time.
package struct JobQueue: Sendable {
    package let database: any Database
    package let policies: [Stage: QueuePolicy]
    package let clock: WallClock
    package let signals: QueueSignals

    package init(
        database: any Database, policies: [Stage: QueuePolicy] = [:], clock: WallClock = .system, signals: QueueSignals = QueueSignals()
    ) {
        self.database = database
        self.policies = policies
        self.clock = clock
        self.signals = signals
    }

    private static let inwardFailure = "It failed again and again for a reason on the service's side. An operator can see it in the dead job."

    package func policy(_ stage: Stage) -> QueuePolicy {
        policies[stage] ?? QueuePolicy()
    }

    /// Takes the recording that has arrived into review: notes where its bytes are and adds the first job.
    /// A second call for the same review changes nothing and says so.
    package func accept(_ source: Review.Source, for review: String) async throws -> Bool {
        let now = clock.now
        let accepted = try await database.write { try accept(source, for: review, at: now, $0) }
        if accepted { signals.changed(.ingest) }
        return accepted
    }

    /// The same within the caller's transaction; whoever commits it calls `signals.changed(.ingest)`.
    package func accept(_ source: Review.Source, for review: String, at now: Double, _ session: any SQLSession) throws -> Bool {
        guard let current = try ReviewStore.review(review, session), current.state == .awaitingMedia else { return false }
        try ReviewStore.setSource(source, of: review, session)
        try JobStatements.enqueue([.init(stage: .ingest, review: review, course: current.course)], at: now, session)
        return true
    }

    /// Claims up to `limit` jobs whose turn has come.
    ///
    /// - Parameter tells: whether those who watch the reviews are to see that the jobs run. For jobs of milliseconds their end is news enough; where
    ///   one takes longer after all, a heartbeat tells.
    package func claim(_ stage: Stage, worker: String, limit: Int, tells: Bool = true) async throws -> [Lease] {
        let (clock, policy) = (clock, policy(stage))
        let leases = try await database.write { session in
            // The clock is read here: the wait for the writer must not come off the lease.
            try JobStatements.claim(stage, worker: worker, limit: limit, tells: tells, policy: policy, now: clock.now, session)
        }
        QueueMetrics(stage).claimed(leases)
        if tells && !leases.isEmpty { signals.reviewsChanged() }
        return leases
    }

    /// Whether a claim could find something, asked without taking the writer's lock.
    package func hasWork(_ stage: Stage) async throws -> Bool {
        let (now, policy) = (clock.now, policy(stage))
        return try await database.read { try JobStatements.hasWork(stage, policy: policy, now: now, $0) }
    }

    /// The reviews that jobs work on, with how the stages before them ended.
    func reviews(of leases: [Lease]) async throws -> [String: Review] {
        let ids = Array(Set(leases.map(\.job.review)))
        let reviews = try await database.read { try ReviewStore.reviews(ids, showsRunning: false, $0) }
        return Dictionary(uniqueKeysWithValues: reviews.map { ($0.id, $0) })
    }

    /// A running job as its holder tells of it.
    package struct Beat: Sendable {
        package var lease: Lease
        package var progress: Double?
        /// Whether the progress is another than was told before.
        package var isNews: Bool

        package init(lease: Lease, progress: Double?, isNews: Bool) {
            self.lease = lease
            self.progress = progress
            self.isNews = isNews
        }
    }

    /// Prolongs leases and stores the progress; gives those that still hold their jobs. Work on the others must stop.
    package func heartbeat(_ beats: [Beat]) async throws -> Set<Lease.ID> {
        let (clock, lengths) = (clock, beats.map { policy($0.lease.job.stage).lease })
        let held = try await database.write { session in
            let now = clock.now
            return try JobStatements.heartbeat(Array(zip(beats, lengths.map { now + $0 })), session)
        }
        if !held.isEmpty { signals.reviewsChanged() }
        return held
    }

    /// Commits stages' outcomes, the completion of their jobs and the jobs that follow. Each gives false where its lease is lost and nothing was
    /// changed, and what went wrong where it cannot be stored; the others do not suffer from it.
    package func complete(_ completions: [Completion]) async -> [Result<Bool, any Error>] {
        let steps = completions.map { completion in Result { try Pipeline.Step(completion) } }
        let committed = await commit(steps.compactMap { try? $0.get() })
        let results = steps.map { step in step.flatMap { committed[$0.lease.id] ?? .success(false) } }
        let done = zip(completions, results).filter { (try? $1.get()) == true }.map(\.0)
        if !done.isEmpty { signals.changed(Array(Set(done.flatMap(\.lease.job.stage.followers)))) }
        if done.contains(where: { $0.outcome.reviewState?.isFinal ?? false }) { signals.deliveriesCame() }
        return results
    }

    /// Whether each was committed. Where a transaction fails of what it was to store, each step is tried in one of its own.
    private func commit(_ steps: [Pipeline.Step]) async -> [Lease.ID: Result<Bool, any Error>] {
        let now = clock.now
        let result: Result<Set<Lease.ID>, any Error>
        do {
            result = .success(
                try await database.write { session in
                    let held = try JobStatements.finish(steps.map(\.lease), now: now, session)
                    try Pipeline.commit(steps.filter { held.contains($0.lease.id) }, now: now, session)
                    return held
                })
        } catch  where steps.count > 1 && (error as? StorageError)?.isOfTheStore != true {
            var results: [Lease.ID: Result<Bool, any Error>] = [:]
            for step in steps { results.merge(await commit([step])) { first, _ in first } }
            return results
        } catch {
            result = .failure(error)
        }
        return Dictionary(steps.map { step in (step.lease.id, result.map { $0.contains(step.lease.id) }) }, uniquingKeysWith: { first, _ in first })
    }

    /// Records a failed attempt: the job waits for another, or is dead and the review goes on without its stage.
    package func fail(_ lease: Lease, _ error: any Error, random: Double = .random(in: 0..<1)) async throws {
        let now = clock.now
        let policy = policy(lease.job.stage)
        let message = String(describing: error)
        // The whole story is for operators; instructors and uploaders are told what is meant for them.
        let permanent = error as? PermanentFailure
        let reason = permanent?.reason ?? permanent?.message ?? (error as? ChildFailure)?.message ?? Self.inwardFailure
        let isFinal = error is PermanentFailure || lease.job.attempt >= policy.maxAttempts
        let retryAt = now + policy.backoff(attempt: lease.job.attempt, random: random)
        let failed = try await database.write { session in
            guard try JobStatements.fail(lease, message, isFinal: isFinal, retryAt: retryAt, now: now, session) else { return false }
            if isFinal { try Pipeline.abandon(lease.job.stage, of: lease.job.review, reason: reason, now: now, session) }
            return true
        }
        if failed { QueueMetrics(lease.job.stage).failed(error, isFinal: isFinal) }
        signals.changed(lease.job.stage.followers + [.feedback])
        if failed && isFinal { tellOfEnd(without: lease.job.stage) }
    }

    /// Gives jobs back without spending an attempt, as a shutdown does; they are not claimed again for `pause` seconds.
    package func release(_ leases: [Lease], pause: Double = 0) async throws {
        let now = clock.now
        try await database.write { try JobStatements.release(leases, runAt: now + pause, $0) }
        signals.changed(Array(Set(leases.map(\.job.stage))))
    }

    /// Those of the leases that still hold their jobs; costs no write.
    package func held(_ leases: [Lease]) async throws -> Set<Lease.ID> {
        try await database.read { try JobStatements.held(leases, $0) }
    }

    /// The jobs that run, of all workers.
    package func running() async throws -> [RunningJob] {
        try await database.read { try JobStatements.running($0) }
    }

    /// Takes jobs back whose leases have run out, but for those that were prolonged or ended meanwhile; a job that lost too many leases is dead.
    ///
    /// From the second loss on they wait a while that chance makes different for each: a job that kills its worker takes others with it, and these
    /// must not be claimed beside it time after time until they are dead, too.
    package func recover(_ expired: [RunningJob], random: @Sendable () -> Double = { .random(in: 0..<1) }) async throws {
        let now = clock.now
        let chances = Dictionary(expired.map { ($0.id.job, random()) }, uniquingKeysWith: { first, _ in first })
        let lost = try await database.write { session in
            try JobStatements.unchanged(expired, session).map { job in
                let policy = policy(job.stage)
                let message = "The worker stopped without a word, \(job.leaseLosses + 1) of \(policy.maxLeaseLosses) times that are allowed."
                let isFinal = job.leaseLosses + 1 >= policy.maxLeaseLosses
                let pause = job.leaseLosses == 0 ? 0 : policy.backoff(attempt: job.leaseLosses, random: chances[job.id] ?? 0)
                try JobStatements.recover(job, message, isFinal: isFinal, retryAt: now + pause, now: now, session)
                if isFinal { try Pipeline.abandon(job.stage, of: job.review, reason: Self.inwardFailure, now: now, session) }
                return (stage: job.stage, isFinal: isFinal)
            }
        }
        for job in lost { QueueMetrics(job.stage).leaseLost(isFinal: job.isFinal) }
        if !lost.isEmpty { signals.changed(Stage.allCases) }
        for job in lost where job.isFinal { tellOfEnd(without: job.stage) }
    }

    /// A review whose report cannot be made has come to its end.
    func tellOfEnd(without stage: Stage) {
        if stage == .feedback { signals.deliveriesCame() }
    }

    /// Judges a review that has its report by another rubric, from what was measured; nothing is decoded again.
    /// False where there is no report to begin from.
    package func judgeAgain(review id: String, by rubric: Rubric) async throws -> Bool {
        let now = clock.now
        let reopened = try await database.write { session in
            guard let review = try ReviewStore.review(id, session), review.state == .completed else { return false }
            try Pipeline.reopen(review, from: .quality, rubric: rubric, session)
            try JobStatements.forget([.quality], review: id, session)
            // Somebody waits for it, and it takes milliseconds.
            try JobStatements.enqueue([.init(stage: .quality, review: id, course: review.course, priority: 1)], at: now, session)
            return true
        }
        if reopened { signals.changed(.quality) }
        return reopened
    }

    /// Ends a review: waiting jobs are gone, running ones lose their lease.
    ///
    /// - Parameter state: what it is afterwards: cancelled, or failed where nobody wanted that.
    package func cancel(review id: String, problem: String? = nil, as state: Review.State = .cancelled) async throws -> Bool {
        let now = clock.now
        let cancelled = try await database.write { session in
            guard let review = try ReviewStore.review(id, session), !review.state.isFinal else { return false }
            try JobStatements.cancel(review: id, now: now, session)
            let open = review.stages.filter { !$0.state.isSettled }
            try StageStore.set(
                open.map { .init(review: id, stage: $0.stage, state: .notRun, reason: problem ?? "The review was cancelled.") }, session)
            try ReviewStore.end([.init(review: id, state: state, problem: problem, completedAt: now)], session)
            try ChangeLog.touch([id], session)
            return true
        }
        guard cancelled else { return false }
        signals.changed(Stage.allCases)
        signals.deliveriesCame()
        return true
    }

    /// Forgets a review, whatever state it is in. A child that works on it is ended once its worker notices that the job is gone.
    ///
    /// - Returns: false where there is no such review.
    package func delete(review id: String) async throws -> Bool {
        let now = clock.now
        let deleted = try await database.write { try ReviewStore.delete(id, at: now, $0) }
        if deleted { signals.changed(Stage.allCases) }
        return deleted
    }
}
