internal import Foundation
package import ReviewModel

/// What a review was found to be, as far as comparisons of uploads look at it.
package struct Judgement: Sendable, Hashable {
    package var findings: [Finding]
    /// How it stood beside the upload before it.
    package var comparison: Comparison?
}

/// The upload before another, as it was judged last.
package struct Predecessor: Sendable {
    package var review: Review
    package var judgement: Judgement
    /// What instructors said to the findings, by their ids.
    package var responses: [String: FindingResponse]
}

/// The statements on the judgement that a review had before it was judged again. Until the new one is there, other uploads are compared with that, and
/// where the upload before it is gone by then, its own comparison is made of that.
package enum JudgementStore {
    /// Of the kinds of results that are set aside.
    private static let prefix = "earlier."

    /// Sets the judgement of a completed review aside, in the place of one from before, as it is about to be judged again.
    package static func setAside(of review: String, _ session: any SQLSession) throws {
        try session.execute("DELETE FROM results WHERE review = ? AND kind LIKE '\(prefix)%'", [.text(review)])
        let kinds = Stage.allCases.map(StageResult.findingsKind) + [StageResult.comparisonKind]
        try session.execute(
            """
            INSERT INTO results (review, kind, content) SELECT review, '\(prefix)' || kind, content FROM results
            WHERE review = ? AND kind IN (SELECT kind FROM \(session.dialect.table([("kind", .text)])) AS given)
            """, [.text(review), .table(kinds.map { [.text($0)] })])
    }

    /// The judgement that was set aside; nil where a review was never judged again.
    package static func earlier(of review: String, _ session: any SQLSession) throws -> Judgement? {
        let rows = try session.query("SELECT kind, content FROM results WHERE review = ? AND kind LIKE '\(prefix)%'", [.text(review)])
        let contents = Dictionary(uniqueKeysWithValues: try rows.map { (try $0.string("kind"), Data(try $0.blob("content"))) })
        guard !contents.isEmpty else { return nil }
        let findings = try Stage.allCases.flatMap { stage -> [Finding] in
            try contents[prefix + StageResult.findingsKind(stage)].map { try StoredJSON.value($0) } ?? []
        }
        let comparison: Comparison? = try contents[prefix + StageResult.comparisonKind].map { try StoredJSON.value($0) }
        return Judgement(findings: findings, comparison: comparison)
    }

    /// The judgement that counts: what a completed review has, and what one that is judged again had.
    private static func latest(of review: Review, _ session: any SQLSession) throws -> Judgement? {
        guard review.state == .completed else { return try earlier(of: review.id, session) }
        return Judgement(
            findings: try ResultStore.findings(of: review.id, session), comparison: try ResultStore.comparison(of: review.id, session))
    }

    /// The upload before a review: the one that the uploader named, else the newest of the same course and title. It must have been measured, and have
    /// been judged; whether it is being judged again at the moment does not matter.
    package static func predecessor(of review: Review, _ session: any SQLSession) throws -> Predecessor? {
        guard let before = try ReviewStore.predecessor(of: review, where: isJudged, session), let judgement = try latest(of: before, session)
        else { return nil }
        return Predecessor(review: before, judgement: judgement, responses: try ResponseStore.all(of: before.id, session))
    }

    /// Where it is judged again, the quality stage's findings were set aside: whoever was measured has these, be they none.
    private static let isJudged = """
        EXISTS (SELECT 1 FROM results WHERE results.review = reviews.id AND kind = '\(StageResult.measurementsKind)') AND (
            state = '\(Review.State.completed.rawValue)' OR state = '\(Review.State.inProgress.rawValue)' AND EXISTS (
                SELECT 1 FROM results WHERE results.review = reviews.id AND kind = '\(prefix)\(StageResult.findingsKind(.quality))'))
        """
}
