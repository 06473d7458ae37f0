package import ReviewModel

/// The statements on how far reviews are in their stages. How a stage ended is kept; that it runs, and how far it is, its job says.
package enum StageStore {
    /// What becomes of a stage of a review.
    package struct Update: Sendable {
        package var review: String
        package var stage: Stage
        package var state: Review.StageStatus.State
        package var reason: String?

        package init(review: String, stage: Stage, state: Review.StageStatus.State, reason: String? = nil) {
            self.review = review
            self.stage = stage
            self.state = state
            self.reason = reason
        }
    }

    /// Every stage, waiting.
    static func insert(of review: String, _ session: any SQLSession) throws {
        let given = session.dialect.table([("review", .text), ("stage", .text), ("state", .text)])
        let waiting = SQLValue.text(Review.StageStatus.State.waiting.rawValue)
        try session.execute(
            "INSERT INTO stages (review, stage, state) SELECT review, stage, state FROM \(given) AS given",
            [.table(Stage.allCases.map { [.text(review), .text($0.rawValue), waiting] })])
    }

    /// Where a stage of a review comes twice, the last counts.
    package static func set(_ updates: [Update], _ session: any SQLSession) throws {
        struct Key: Hashable {
            var review: String
            var stage: Stage
        }
        let last = Dictionary(updates.map { (Key(review: $0.review, stage: $0.stage), $0) }, uniquingKeysWith: { $1 })
        let given = session.dialect.table([("review", .text), ("stage", .text), ("state", .text), ("reason", .text)])
        try session.execute(
            """
            UPDATE stages SET state = given.state, reason = given.reason
            FROM \(given) AS given WHERE stages.review = given.review AND stages.stage = given.stage
            """,
            [
                .table(
                    last.map { key, update in
                        [.text(key.review), .text(key.stage.rawValue), .text(update.state.rawValue), SQLValue(update.reason)]
                    })
            ])
    }

    /// By review, in the stages' order.
    ///
    /// - Parameter showsRunning: whether to tell stages that run from those that wait, which costs as much again.
    static func statuses(
        of reviews: [String], showsRunning: Bool, _ session: any SQLSession
    ) throws -> [String: [Review.StageStatus]] {
        guard !reviews.isEmpty else { return [:] }
        let given = "FROM \(session.dialect.table([("review", .text)])) AS given JOIN stages ON stages.review = given.review"
        let rows = try session.query(
            showsRunning
                ? """
                SELECT stages.review, stage, stages.state, reason, jobs.state AS job, jobs.progress \(given)
                LEFT JOIN jobs ON jobs.review = stages.review AND jobs.queue = stages.stage
                """ : "SELECT stages.review, stage, stages.state, reason, NULL AS job \(given)",
            [.table(reviews.map { [.text($0)] })])
        var statuses: [String: [Stage: Review.StageStatus]] = [:]
        for row in rows {
            var status = Review.StageStatus(
                stage: try StoredJSON.raw(row.string("stage")), state: try StoredJSON.raw(row.string("state")),
                reason: try row.optionalString("reason"))
            if try !status.state.isSettled && row.optionalString("job") == Review.StageStatus.State.running.rawValue {
                status.state = .running
                status.progress = try row.optionalDouble("progress")
            }
            statuses[try row.string("review"), default: [:]][status.stage] = status
        }
        return statuses.mapValues { statuses in Stage.allCases.compactMap { statuses[$0] } }
    }
}
