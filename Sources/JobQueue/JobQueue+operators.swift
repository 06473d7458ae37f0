package import ReviewModel
internal import Storage

/// What operators do with single jobs.
extension JobQueue {
    /// Why a job was left as it is.
    package enum Refusal: Error, Sendable, Hashable {
        case noSuchJob
        /// It is in a state that this cannot be done from.
        case state(Job.State)
        /// The review was cancelled as a whole.
        case reviewCancelled

        /// For a person: the cause, and the way out.
        package func sentence(about id: String) -> String {
            switch self {
            case .noSuchJob:
                "There is no job \(id). Jobs of a review that is judged again are replaced by new ones, and jobs that ended long ago are archived."
            case .state(let state):
                "The job \(id) is \(state.rawValue). Dead and cancelled jobs can be retried, waiting and running ones cancelled."
            case .reviewCancelled: "The review of job \(id) was cancelled as a whole. Create another review for the recording."
            }
        }
    }

    /// A job, also one that is archived.
    package func job(_ id: String) async throws -> Job? {
        try await database.read { try JobStatements.find(id, $0) ?? ArchiveStatements.find(id, $0) }
    }

    /// Lets a dead or cancelled job begin anew, with all its attempts; what was made without it is made again.
    ///
    /// - Throws: `Refusal`.
    package func retry(job id: String) async throws {
        let now = clock.now
        let stage = try await database.write { session in
            guard let job = try JobStatements.find(id, session) else { throw Refusal.noSuchJob }
            try Self.revive(job, now: now, session)
            return job.stage
        }
        signals.changed(stage)
    }

    /// The same for every dead job of a queue; gives their number.
    package func retryDead(_ stage: Stage) async throws -> Int {
        let now = clock.now
        let count = try await database.write { session in
            try JobStatements.dead(stage, session).count { job in
                do {
                    try Self.revive(job, now: now, session)
                    return true
                } catch Refusal.reviewCancelled {
                    return false
                }
            }
        }
        if count > 0 { signals.changed(stage) }
        return count
    }

    /// Ends a job that waits or runs. Its review goes on without it, and the report says so.
    ///
    /// - Throws: `Refusal`.
    package func cancel(job id: String) async throws {
        let now = clock.now
        let stage = try await database.write { session in
            guard let job = try JobStatements.find(id, session) else { throw Refusal.noSuchJob }
            guard try JobStatements.cancel(job: id, now: now, session) else { throw Refusal.state(job.state) }
            try Pipeline.abandon(job.stage, of: job.review, reason: "An operator cancelled it.", now: now, session)
            return job.stage
        }
        signals.changed(stage.dependents + [stage])
        tellOfEnd(without: stage)
    }

    private static func revive(_ job: Job, now: Double, _ session: any SQLSession) throws {
        guard [.dead, .cancelled].contains(job.state) else { throw Refusal.state(job.state) }
        guard let review = try ReviewStore.review(job.review, session), review.state != .cancelled else { throw Refusal.reviewCancelled }
        try Pipeline.reopen(review, from: job.stage, rubric: review.rubric, session)
        try JobStatements.revive(job.id, now: now, session)
    }
}
