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

    var longestLease: Double {
        Stage.allCases.map { policy($0).lease }.max() ?? 0
    }

    /// Takes the recording that has arrived into review: notes where its bytes are and adds the first job.
    /// A second call for the same review changes nothing and says so.
    package func accept(_ source: Review.Source, for review: String) async throws -> Bool {
        let now = clock.now
        let accepted = try await database.write { session in
            guard let current = try ReviewStore.review(review, session), current.state == .awaitingMedia else { return false }
            try ReviewStore.setSource(source, of: review, session)
            try JobStatements.enqueue(.ingest, review: review, course: current.course, at: now, session)
            return true
        }
        if accepted { signals.changed(.ingest) }
        return accepted
    }

    /// Claims up to `limit` jobs whose turn has come.
    package func claim(_ stage: Stage, worker: String, limit: Int) async throws -> [Lease] {
        let (clock, policy, dialect) = (clock, policy(stage), database.dialect)
        let leases = try await database.write { session in
            // The clock is read here: the wait for the writer must not come off the lease.
            try JobStatements.claim(stage, worker: worker, limit: limit, policy: policy, now: clock.now, dialect: dialect, session)
        }
        if !leases.isEmpty { signals.reviewsChanged() }
        return leases
    }

    /// Whether a claim could find something, asked without taking the writer's lock.
    package func hasWork(_ stage: Stage) async throws -> Bool {
        let (now, policy) = (clock.now, policy(stage))
        return try await database.read { try JobStatements.hasWork(stage, policy: policy, now: now, $0) }
    }

    /// Prolongs a lease and stores the progress; false where the lease is lost and the work must stop.
    package func heartbeat(_ lease: Lease, progress: Double?) async throws -> Bool {
        let (clock, length) = (clock, policy(lease.job.stage).lease)
        let held = try await database.write { session in
            try JobStatements.heartbeat(lease, until: clock.now + length, progress: progress, session)
        }
        if held { signals.reviewsChanged() }
        return held
    }

    /// Commits a stage's outcome, the job's completion and the jobs that follow; false where the lease is lost, and nothing is changed.
    package func complete(_ lease: Lease, _ outcome: Outcome) async throws -> Bool {
        let now = clock.now
        let committed = try await database.write { session in
            guard try JobStatements.finish(lease, now: now, session) else { return false }
            try Pipeline.commit(outcome, of: lease.job.review, now: now, session)
            return true
        }
        if committed { signals.changed(lease.job.stage.followers) }
        return committed
    }

    /// Records a failed attempt: the job waits for another, or is dead and the review goes on without its stage.
    package func fail(_ lease: Lease, _ error: any Error, random: Double = .random(in: 0..<1)) async throws {
        let now = clock.now
        let policy = policy(lease.job.stage)
        let message = String(describing: error)
        // The whole story is for operators; instructors and uploaders are told what is meant for them.
        let reason = (error as? PermanentFailure)?.message ?? (error as? ChildFailure)?.message ?? Self.inwardFailure
        let isFinal = error is PermanentFailure || lease.job.attempt >= policy.maxAttempts
        let retryAt = now + policy.backoff(attempt: lease.job.attempt, random: random)
        try await database.write { session in
            guard try JobStatements.fail(lease, message, isFinal: isFinal, retryAt: retryAt, now: now, session) else { return }
            if isFinal { try Pipeline.abandon(lease.job.stage, of: lease.job.review, reason: reason, now: now, session) }
        }
        signals.changed(lease.job.stage.followers + [.feedback])
    }

    /// Gives a job back without spending an attempt, as a shutdown does; it is not claimed again for `pause` seconds.
    package func release(_ lease: Lease, pause: Double = 0) async throws {
        let now = clock.now
        try await database.write { try JobStatements.release(lease, runAt: now + pause, $0) }
        signals.changed(lease.job.stage)
    }

    /// Whether a lease still holds its job; costs no write.
    package func holds(_ lease: Lease) async throws -> Bool {
        try await database.read { try JobStatements.holds(lease, $0) }
    }

    /// Returns the jobs whose leases have run out; a job that lost too many is dead.
    package func recoverExpired() async throws {
        let now = clock.now
        let stages = try await database.write { session in
            try JobStatements.expired(now: now, session).map { job in
                let policy = policy(job.stage)
                let message = "The worker stopped without a word, \(job.leaseLosses + 1) of \(policy.maxLeaseLosses) times that are allowed."
                let isFinal = job.leaseLosses + 1 >= policy.maxLeaseLosses
                try JobStatements.recover(job, message, isFinal: isFinal, now: now, session)
                if isFinal { try Pipeline.abandon(job.stage, of: job.review, reason: Self.inwardFailure, now: now, session) }
                return job.stage
            }
        }
        if !stages.isEmpty { signals.changed(Stage.allCases) }
    }

    /// Judges a review that has its report by another rubric, from what was measured; nothing is decoded again.
    /// False where there is no report to begin from.
    package func judgeAgain(review id: String, by rubric: Rubric) async throws -> Bool {
        let now = clock.now
        let reopened = try await database.write { session in
            guard let review = try ReviewStore.review(id, session), review.state == .completed else { return false }
            try Pipeline.reopen(id, from: .quality, rubric: rubric, session)
            try JobStatements.forget([.quality], review: id, session)
            // Somebody waits for it, and it takes milliseconds.
            try JobStatements.enqueue(.quality, review: id, course: review.course, priority: 1, at: now, session)
            return true
        }
        if reopened { signals.changed(.quality) }
        return reopened
    }

    /// Ends a review: waiting jobs are gone, running ones lose their lease.
    package func cancel(review id: String) async throws -> Bool {
        let now = clock.now
        let cancelled = try await database.write { session in
            guard let review = try ReviewStore.review(id, session), !review.state.isFinal else { return false }
            try JobStatements.cancel(review: id, now: now, session)
            for status in review.stages where !status.state.isSettled {
                try ReviewStore.setStage(.init(stage: status.stage, state: .notRun, reason: "The review was cancelled."), of: id, session)
            }
            try ReviewStore.setState(.cancelled, completedAt: now, of: id, session)
            try ReviewStore.touch(id, session)
            return true
        }
        if cancelled { signals.changed(Stage.allCases) }
        return cancelled
    }
}
