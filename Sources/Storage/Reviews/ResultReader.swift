package import ReviewModel

/// What earlier stages have left, read one at a time.
package struct ResultReader: Sendable {
    private let database: any Database

    package init(database: any Database) {
        self.database = database
    }

    package func measurements(of review: String) async throws -> MeasurementSet? {
        try await database.read { try ResultStore.measurements(of: review, $0) }
    }

    package func transcript(of review: String) async throws -> Transcript? {
        try await database.read { try ResultStore.transcript(of: review, $0) }
    }

    package func findings(of review: String) async throws -> [Finding] {
        try await database.read { try ResultStore.findings(of: review, $0) }
    }

    package func report(of review: String) async throws -> Report? {
        try await database.read { try ResultStore.report(of: review, $0) }
    }

    package func comparison(of review: String) async throws -> Comparison? {
        try await database.read { try ResultStore.comparison(of: review, $0) }
    }

    /// What instructors said, by the finding's id.
    package func responses(of review: String) async throws -> [String: FindingResponse] {
        try await database.read { try ResponseStore.all(of: review, $0) }
    }

    /// The upload before, all of it as it is at one moment: at the next it may be judged again.
    package func predecessor(of review: Review) async throws -> Predecessor? {
        try await database.read { try JudgementStore.predecessor(of: review, $0) }
    }

    /// What a review was found to be before it was judged again; nil where it never was.
    package func earlierJudgement(of review: String) async throws -> Judgement? {
        try await database.read { try JudgementStore.earlier(of: review, $0) }
    }

    /// Hashes of stills by time in milliseconds.
    package func stills(of review: String) async throws -> [Int: String] {
        try await database.read { try ResultStore.stills(of: review, $0) }
    }
}
