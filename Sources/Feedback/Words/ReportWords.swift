package import ReviewModel

/// The words of reports for pages that speak of reports: the same as in the reports themselves.
package enum ReportWords {
    private static let wording = English()

    package static func verdict(_ verdict: Report.Verdict, isSoundOnly: Bool) -> String {
        wording.verdict(verdict, isComplete: true, isSoundOnly: isSoundOnly)
    }

    package static func stage(_ stage: Stage) -> String { wording.stage(stage) }
}
