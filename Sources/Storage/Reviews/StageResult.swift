internal import Foundation
package import ReviewModel

/// What a stage leaves for those that follow and for readers, kept by kind; a stage that runs again replaces its own.
package enum StageResult: Sendable {
    case measurements(MeasurementSet)
    case transcript(Transcript)
    /// The findings of one stage.
    case findings([Finding], by: Stage)
    case report(Report)
    /// The stills that show findings: blobs by time in milliseconds.
    case stills([Int: String])
    /// How it stands beside the upload before.
    case comparison(Comparison)

    private var kind: String {
        switch self {
        case .measurements: Self.measurementsKind
        case .transcript: Self.transcriptKind
        case .findings(_, let stage): Self.findingsKind(stage)
        case .report: Self.reportKind
        case .stills: Self.stillsKind
        case .comparison: Self.comparisonKind
        }
    }

    /// What a report says as a whole.
    package var verdict: Report.Verdict? {
        if case .report(let report) = self { report.verdict } else { nil }
    }

    /// The form in which it is kept; making it takes time that no transaction should wait for.
    package func encoded() throws -> Encoded {
        Encoded(kind: kind, content: [UInt8](try content()))
    }

    package struct Encoded: Sendable {
        let kind: String
        let content: [UInt8]
    }

    private func content() throws -> Data {
        switch self {
        case .measurements(let set): try MeasurementColumns.encode(set)
        case .transcript(let transcript): try StoredJSON.data(transcript)
        case .findings(let findings, _): try StoredJSON.data(findings)
        case .report(let report): try StoredJSON.data(report)
        case .stills(let stills): try StoredJSON.data(stills)
        case .comparison(let comparison): try StoredJSON.data(comparison)
        }
    }

    static let measurementsKind = "measurements"
    static let transcriptKind = "transcript"
    static let reportKind = "report"
    static let stillsKind = "stills"
    static let comparisonKind = "comparison"
    static func findingsKind(_ stage: Stage) -> String { "findings." + stage.rawValue }
}

/// The statements on stages' results.
package enum ResultStore {
    package static func save(_ result: StageResult.Encoded, of review: String, _ session: any SQLSession) throws {
        try session.execute(
            """
            INSERT INTO results (review, kind, content) VALUES (?, ?, ?)
            ON CONFLICT (review, kind) DO UPDATE SET content = excluded.content
            """,
            [.text(review), .text(result.kind), .blob(result.content)])
    }

    /// Takes away the findings of some stages, the comparison and the report; what was measured and recognised stays.
    package static func forgetJudgement(of review: String, by stages: [Stage], _ session: any SQLSession) throws {
        for kind in stages.map(StageResult.findingsKind) + [StageResult.comparisonKind, StageResult.reportKind] {
            try session.execute("DELETE FROM results WHERE review = ? AND kind = ?", [.text(review), .text(kind)])
        }
    }

    package static func measurements(of review: String, _ session: any SQLSession) throws -> MeasurementSet? {
        try content(StageResult.measurementsKind, of: review, session).map(MeasurementColumns.decode)
    }

    package static func transcript(of review: String, _ session: any SQLSession) throws -> Transcript? {
        try content(StageResult.transcriptKind, of: review, session).map { try StoredJSON.value($0) }
    }

    /// The findings of every stage that has made some, in the stages' order.
    package static func findings(of review: String, _ session: any SQLSession) throws -> [Finding] {
        try Stage.allCases.flatMap { stage -> [Finding] in
            try content(StageResult.findingsKind(stage), of: review, session).map { try StoredJSON.value($0) } ?? []
        }
    }

    /// Nil also where the report is of an earlier form, or is not understood: it can be made again from what the stages left.
    package static func report(of review: String, _ session: any SQLSession) throws -> Report? {
        guard let data = try content(StageResult.reportKind, of: review, session) else { return nil }
        guard let form = try? StoredJSON.value(data) as ReportForm, form.review.version == Report.version else { return nil }
        return try? StoredJSON.value(data) as Report
    }

    private struct ReportForm: Decodable {
        struct About: Decodable {
            var version: Int
        }

        var review: About
    }

    package static func stills(of review: String, _ session: any SQLSession) throws -> [Int: String] {
        try content(StageResult.stillsKind, of: review, session).map { try StoredJSON.value($0) } ?? [:]
    }

    package static func comparison(of review: String, _ session: any SQLSession) throws -> Comparison? {
        try content(StageResult.comparisonKind, of: review, session).map { try StoredJSON.value($0) }
    }

    private static func content(_ kind: String, of review: String, _ session: any SQLSession) throws -> Data? {
        try session.query("SELECT content FROM results WHERE review = ? AND kind = ?", [.text(review), .text(kind)])
            .first.map { Data(try $0.blob("content")) }
    }
}
