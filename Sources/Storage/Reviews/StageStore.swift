package import ReviewModel

/// The statements on how far reviews are in their stages.
package enum StageStore {
    /// What becomes of a stage of a review.
    package struct Update: Sendable {
        package var review: String
        package var status: Review.StageStatus

        package init(review: String, status: Review.StageStatus) {
            self.review = review
            self.status = status
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
        let last = Dictionary(updates.map { (Key(review: $0.review, stage: $0.status.stage), $0) }, uniquingKeysWith: { $1 })
        let given = session.dialect.table([("review", .text), ("stage", .text), ("state", .text), ("progress", .real), ("reason", .text)])
        try session.execute(
            """
            UPDATE stages SET state = given.state, progress = given.progress, reason = given.reason
            FROM \(given) AS given WHERE stages.review = given.review AND stages.stage = given.stage
            """,
            [
                .table(
                    last.map { key, update in
                        let status = update.status
                        return [
                            .text(key.review), .text(key.stage.rawValue), .text(status.state.rawValue), SQLValue(status.progress),
                            SQLValue(status.reason),
                        ]
                    })
            ])
    }

    /// Notes how far running stages are; gives the reviews for which that is news.
    package static func setProgress(_ progress: [Update], _ session: any SQLSession) throws -> [String] {
        guard !progress.isEmpty else { return [] }
        let given = session.dialect.table([("review", .text), ("stage", .text), ("progress", .real)])
        return try session.query(
            """
            UPDATE stages SET progress = given.progress FROM \(given) AS given
            WHERE stages.review = given.review AND stages.stage = given.stage AND (stages.progress IS NULL OR stages.progress <> given.progress)
            RETURNING stages.review AS review
            """,
            [.table(progress.map { [.text($0.review), .text($0.status.stage.rawValue), SQLValue($0.status.progress)] })]
        ).map { try $0.string("review") }
    }

    /// By review, in the stages' order.
    static func statuses(of reviews: [String], _ session: any SQLSession) throws -> [String: [Review.StageStatus]] {
        guard !reviews.isEmpty else { return [:] }
        let rows = try session.query(
            "SELECT * FROM stages WHERE review IN (SELECT review FROM \(session.dialect.table([("review", .text)])) AS given)",
            [.table(reviews.map { [.text($0)] })])
        var statuses: [String: [Stage: Review.StageStatus]] = [:]
        for row in rows {
            let stage: Stage = try StoredJSON.raw(row.string("stage"))
            statuses[try row.string("review"), default: [:]][stage] = Review.StageStatus(
                stage: stage, state: try StoredJSON.raw(row.string("state")), progress: try row.optionalDouble("progress"),
                reason: try row.optionalString("reason"))
        }
        return statuses.mapValues { statuses in Stage.allCases.compactMap { statuses[$0] } }
    }
}
