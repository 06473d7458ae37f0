package import ReviewModel
package import Storage

/// What a stage has done: everything the worker commits in one transaction with the job's completion.
package struct Outcome: Sendable {
    /// How the stage ended: `measured`, `degraded` with a reason, or `notRun` with a reason.
    package var coverage: Coverage
    package var results: [StageResult]
    /// What a probe found.
    package var media: MediaInfo?
    /// The end of the whole review, given by its last stage.
    package var reviewState: Review.State?
    /// Why the recording was refused.
    package var problem: String?
    /// Stages that need not run, each with the reason.
    package var skipped: [Coverage]
    /// What instructors said to the findings of an earlier upload, by the ids of these.
    package var responses: [String: FindingResponse]

    package init(
        coverage: Coverage, results: [StageResult] = [], media: MediaInfo? = nil, reviewState: Review.State? = nil, problem: String? = nil,
        skipped: [Coverage] = [], responses: [String: FindingResponse] = [:]
    ) {
        self.coverage = coverage
        self.results = results
        self.media = media
        self.reviewState = reviewState
        self.problem = problem
        self.skipped = skipped
        self.responses = responses
    }
}

/// A job that is done, and what was done.
package struct Completion: Sendable {
    package var lease: Lease
    package var outcome: Outcome

    package init(lease: Lease, outcome: Outcome) {
        self.lease = lease
        self.outcome = outcome
    }
}

/// The work of one queue. A runner holds no SQL and knows no HTTP.
package protocol StageRunner: Sendable {
    var stage: Stage { get }

    /// Does the work of a claimed job. Throwing fails the attempt: `PermanentFailure` for good, anything else until the attempts are used up.
    func run(_ work: StageWork) async throws -> Outcome
}

/// A claimed job as its runner sees it.
package struct StageWork: Sendable {
    package var job: Job
    package var review: Review
    /// Tells how far the work is, 0 to 1; goes out with the next heartbeat.
    package var report: @Sendable (Double) -> Void

    package init(job: Job, review: Review, report: @escaping @Sendable (Double) -> Void) {
        self.job = job
        self.review = review
        self.report = report
    }
}

/// A failure that another attempt cannot mend.
package struct PermanentFailure: Error, Sendable, CustomStringConvertible {
    /// For a person: the cause.
    package var message: String
    /// What instructors are told in its place, where the cause is for operators alone: where files are, for example.
    package var reason: String?

    package init(_ message: String, reason: String? = nil) {
        self.message = message
        self.reason = reason
    }

    package var description: String { message }
}

/// Thrown by a runner whose work cannot begin yet: the job waits without spending an attempt.
package struct Snooze: Error, Sendable {
    package var seconds: Double

    package init(seconds: Double) {
        self.seconds = seconds
    }
}

/// An attempt took longer than a recording of its length may.
package struct TimeLimitExceeded: Error, Sendable, CustomStringConvertible {
    package var seconds: Double

    package init(seconds: Double) {
        self.seconds = seconds
    }

    package var description: String { "It was stopped after \(Int(seconds)) s, the time limit for a recording of this length." }
}
