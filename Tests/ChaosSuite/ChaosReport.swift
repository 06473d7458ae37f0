internal import JobQueue
internal import ReviewModel
internal import Storage

/// What became of the reviews.
package struct ChaosReport: Sendable, CustomStringConvertible {
    package private(set) var summary: String
    package private(set) var accepted: Int
    package private(set) var jobs = 0
    package private(set) var done = 0
    /// Accepted reviews that did not come to their end, and completions that workers were told are stored and that are not.
    package private(set) var lost: [String]
    package private(set) var committedTwice: [String]
    /// Dead jobs by what they died of.
    package private(set) var dead: [String: Int] = [:]
    package private(set) var unexplained: [String] = []
    /// Jobs that ended otherwise than they were bound to.
    package private(set) var wrong: [String] = []
    package private(set) var leaseLosses = 0
    package private(set) var faults: [(name: String, count: Int)]

    package var isFine: Bool { lost.isEmpty && committedTwice.isEmpty && unexplained.isEmpty && wrong.isEmpty && done > 0 }

    init(
        summary: String, accepted: [String], faults: [(name: String, count: Int)], acknowledged: Set<String>, database: any Database
    ) async throws {
        let (ended, commits) = try await database.read { session in
            (
                try session.query("SELECT id FROM reviews WHERE state NOT IN ('awaitingMedia', 'inProgress')").map { try $0.string("id") },
                try session.query("SELECT job, COUNT(*) AS commits FROM chaos_commits GROUP BY job").map {
                    (job: try $0.string("job"), count: try $0.integer("commits"))
                }
            )
        }
        self.summary = summary
        self.accepted = accepted.count
        self.faults = faults
        let committed = Set(commits.map(\.job))
        lost = Set(accepted).subtracting(ended).sorted() + acknowledged.subtracting(committed).sorted()
        committedTwice = commits.filter { $0.count > 1 }.map(\.job)
        let queue = JobQueue(database: database)
        for state in Job.State.allCases {
            for job in try await queue.jobs(in: state, limit: .max) { count(job, isCommitted: committed.contains(job.id)) }
        }
    }

    private mutating func count(_ job: Job, isCommitted: Bool) {
        jobs += 1
        leaseLosses += job.leaseLosses
        let name = "\(job.review)/\(job.stage.rawValue)"
        switch (job.state, Destiny(review: job.review, stage: job.stage)) {
        case (.done, .ends), (.done, .failsFirst):
            done += 1
            if !isCommitted { wrong.append("\(name) is done and was not committed") }
        case (.dead, let destiny):
            if isCommitted { wrong.append("\(name) is dead and was committed") }
            guard let cause = cause(of: job, destiny) else { return unexplained.append("\(name): \(job.errors)") }
            dead[cause, default: 0] += 1
        default: wrong.append("\(name) is \(job.state)")
        }
    }

    /// What its errors say a dead job died of; nil where they do not.
    private func cause(of job: Job, _ destiny: Destiny) -> String? {
        let policy = ChaosWorker.policy
        let silent = job.errors.count { $0.message.contains("stopped without a word") }
        if silent >= policy.maxLeaseLosses { return destiny == .kills ? "it kills its workers" : "its workers were killed too often" }
        if destiny == .neverEnds, job.errors.count - silent >= policy.maxAttempts { return "it never succeeds" }
        return nil
    }

    package var description: String {
        let died = dead.sorted { $0.key < $1.key }.map { "\($0.value) because \($0.key)" }.joined(separator: ", ")
        var lines = [
            summary,
            "  hurt: " + faults.map { "\($0.count) \($0.name)" }.joined(separator: ", "),
            "  \(accepted) reviews accepted, \(jobs) jobs: \(done) done, \(dead.values.reduce(0, +)) dead\(died.isEmpty ? "" : " (\(died))")",
            "  \(leaseLosses) leases lost and taken over",
            "  \(lost.count) lost, \(committedTwice.count) committed twice, \(unexplained.count) dead without an explanation, \(wrong.count) wrong",
        ]
        lines += (lost.prefix(5) + committedTwice.prefix(5) + unexplained.prefix(5) + wrong.prefix(5)).map { "    \($0)" }
        return lines.joined(separator: "\n")
    }
}
