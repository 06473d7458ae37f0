internal import ReviewModel
internal import Storage

/// How a review moves from stage to stage, within the transaction that ends a stage.
enum Pipeline {
    /// What a stage has done, as it is stored.
    struct Step: Sendable {
        let lease: Lease
        fileprivate let outcome: Outcome
        fileprivate let results: [StageResult.Encoded]
        fileprivate let verdict: Report.Verdict?

        init(_ completion: Completion) throws {
            lease = completion.lease
            outcome = completion.outcome
            results = try outcome.results.map { try $0.encoded() }
            verdict = outcome.results.compactMap(\.verdict).first
        }
    }

    /// Stores what stages have done and adds the jobs whose turn that makes it.
    static func commit(_ steps: [Step], now: Double, _ session: any SQLSession) throws {
        for step in steps {
            for result in step.results { try ResultStore.save(result, of: step.lease.job.review, session) }
            try ResponseStore.carry(step.outcome.responses, to: step.lease.job.review, session)
            if let media = step.outcome.media { try ReviewStore.setMedia(media, of: step.lease.job.review, session) }
        }
        let endings = steps.compactMap { step -> ReviewStore.Ending? in
            let outcome = step.outcome
            guard outcome.problem != nil || outcome.reviewState != nil else { return nil }
            let isFinal = outcome.reviewState?.isFinal ?? false
            return .init(
                review: step.lease.job.review, state: outcome.reviewState, problem: outcome.problem, completedAt: isFinal ? now : nil,
                verdict: step.verdict)
        }
        try ReviewStore.end(endings, session)
        let ends = steps.flatMap { step in ([step.outcome.coverage] + step.outcome.skipped).map { (step.lease.job.review, $0) } }
        try settle(ends, now: now, session)
    }

    /// Goes on without a stage that failed for good: the report will say what was not measured, and why.
    static func abandon(_ stage: Stage, of id: String, reason: String, now: Double, _ session: any SQLSession) throws {
        if stage == .feedback {
            let problem = "The report could not be made: \(reason)"
            try ReviewStore.end([.init(review: id, state: .failed, problem: problem, completedAt: now)], session)
        }
        if stage == .ingest {
            try ReviewStore.end([.init(review: id, state: .inProgress, problem: "The recording could not be taken in: \(reason)")], session)
        }
        let skipped = stage.impossibleWithout.map { Coverage(stage: $0, state: .notRun, reason: "The recording could not be taken in.") }
        try settle(([Coverage(stage: stage, state: .notRun, reason: reason)] + skipped).map { (id, $0) }, now: now, session)
    }

    /// Opens a review again from a stage on: what the stage and those that build on it said is gone, and so are the jobs of these. The stage's own job
    /// is the caller's.
    ///
    /// - Parameter review: as it is stored at the moment.
    static func reopen(_ review: Review, from stage: Stage, rubric: Rubric, _ session: any SQLSession) throws {
        let dependents = stage.dependents
        // Comparisons of uploads do not wait for the new judgement.
        if review.state == .completed { try JudgementStore.setAside(of: review.id, session) }
        try ReviewStore.reopen(review.id, rubric: rubric, stages: [stage] + dependents, session)
        try ResultStore.forgetJudgement(of: review.id, by: [stage] + dependents, session)
        try JobStatements.forget(dependents, review: review.id, session)
    }

    /// Notes how stages of reviews ended, and adds a job for each stage that no longer waits for another.
    private static func settle(_ ends: [(review: String, coverage: Coverage)], now: Double, _ session: any SQLSession) throws {
        try StageStore.set(
            ends.map { end in
                let state: Review.StageStatus.State =
                    switch end.coverage.state {
                    case .measured: .measured
                    case .degraded: .degraded
                    case .notRun: .notRun
                    }
                return .init(review: end.review, stage: end.coverage.stage, state: state, reason: end.coverage.reason)
            }, session)
        let reviews = Array(Set(ends.map(\.review)))
        try ChangeLog.touch(reviews, session)
        let awaited = Array(Set(ends.filter { !$0.coverage.stage.followers.isEmpty }.map(\.review)))
        let jobs = try ReviewStore.standings(of: awaited, session).flatMap { standing -> [JobStatements.New] in
            guard !standing.state.isFinal else { return [] }
            let (settled, course) = (standing.settled, standing.course)
            return Stage.allCases.filter { !settled.contains($0) && settled.isSuperset(of: $0.needs) }
                .map { JobStatements.New(stage: $0, review: standing.id, course: course) }
        }
        try JobStatements.enqueue(jobs, at: now, session)
    }
}
