internal import ReviewModel
internal import Storage

/// How a review moves from stage to stage, within the transaction that ends a stage.
enum Pipeline {
    /// Stores what a stage has done and adds the jobs whose turn that makes it.
    static func commit(_ outcome: Outcome, of id: String, now: Double, _ session: any SQLSession) throws {
        for result in outcome.results {
            try ResultStore.save(result, of: id, session)
        }
        if let media = outcome.media {
            try ReviewStore.setMedia(media, of: id, session)
        }
        if outcome.problem != nil || outcome.reviewState != nil {
            let current = try ReviewStore.review(id, session)?.state ?? .inProgress
            let state = outcome.reviewState ?? current
            try ReviewStore.setState(state, problem: outcome.problem, completedAt: state.isFinal ? now : nil, of: id, session)
        }
        try settle([outcome.coverage] + outcome.skipped, of: id, now: now, session)
    }

    /// Goes on without a stage that failed for good: the report will say what was not measured, and why.
    static func abandon(_ stage: Stage, of id: String, reason: String, now: Double, _ session: any SQLSession) throws {
        if stage == .feedback {
            try ReviewStore.setState(.failed, problem: "The report could not be made: \(reason)", completedAt: now, of: id, session)
        }
        if stage == .ingest {
            try ReviewStore.setState(.inProgress, problem: "The recording could not be taken in: \(reason)", of: id, session)
        }
        let skipped = stage.impossibleWithout.map { Coverage(stage: $0, state: .notRun, reason: "The recording could not be taken in.") }
        try settle([Coverage(stage: stage, state: .notRun, reason: reason)] + skipped, of: id, now: now, session)
    }

    /// Opens a review again from a stage on: what the stage and those that build on it said is gone, and so are the jobs of these. The stage's own job
    /// is the caller's.
    static func reopen(_ id: String, from stage: Stage, rubric: Rubric, _ session: any SQLSession) throws {
        let dependents = stage.dependents
        try ReviewStore.reopen(id, rubric: rubric, stages: [stage] + dependents, session)
        try ResultStore.forgetJudgement(of: id, by: [stage] + dependents, session)
        try JobStatements.forget(dependents, review: id, session)
    }

    /// Notes how stages ended and adds a job for each stage that no longer waits for another.
    private static func settle(_ ends: [Coverage], of id: String, now: Double, _ session: any SQLSession) throws {
        for end in ends {
            let state: Review.StageStatus.State =
                switch end.state {
                case .measured: .measured
                case .degraded: .degraded
                case .notRun: .notRun
                }
            try ReviewStore.setStage(.init(stage: end.stage, state: state, reason: end.reason), of: id, session)
        }
        try ReviewStore.touch(id, session)
        guard let standing = try ReviewStore.standing(of: id, session), !standing.state.isFinal else { return }
        let settled = standing.settled
        for stage in Stage.allCases where !settled.contains(stage) && settled.isSuperset(of: stage.needs) {
            try JobStatements.enqueue(stage, review: id, course: standing.course, at: now, session)
        }
    }
}
