internal import Foundation
package import ReviewModel

/// What lists and comparisons of lectures tell of a report.
package struct ReportDigest: Sendable, Decodable {
    package var verdict: Report.Verdict
    package var measurements: Report.Figures
    package var transcript: Report.TranscriptSummary?
    package var findings: [Finding]

    package struct Finding: Sendable, Decodable {
        package var id: String
        package var code: FindingCode
    }
}

extension ResultStore {
    /// Of those of the reviews that have a report. One that is not understood counts as none: the other lectures are shown all the same.
    package static func digests(of reviews: [String], _ session: any SQLSession) throws -> [String: ReportDigest] {
        guard !reviews.isEmpty else { return [:] }
        let given = session.dialect.table([("review", .text)])
        let rows = try session.query(
            "SELECT review, content FROM results WHERE kind = ? AND review IN (SELECT review FROM \(given) AS given)",
            [.text(StageResult.reportKind), .table(reviews.map { [.text($0)] })])
        return try rows.reduce(into: [String: ReportDigest]()) { digests, row in
            let (review, data) = (try row.string("review"), Data(try row.blob("content")))
            if let digest = try? StoredJSON.value(data) as ReportDigest { digests[review] = digest }
        }
    }
}
