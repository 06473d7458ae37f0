package import ReviewModel

/// Puts findings into words: what is wrong, why it matters to learners, and the cheapest way to mend it.
package struct Explainer: Sendable {
    private let fileName: String?
    private let media: MediaInfo?
    private let rubric: Rubric
    private let speech: [TimeRange]?
    private let wording: any Wording

    /// - Parameters:
    ///   - fileName: the recording's name at home, for the commands; without it they say `INPUT` and `OUTPUT`.
    ///   - media: what the probe told; without it some commands cannot be computed.
    ///   - rubric: the thresholds that the findings were made with.
    ///   - transcript: what is said, so that no command cuts words out.
    package init(fileName: String?, media: MediaInfo?, rubric: Rubric, transcript: Transcript? = nil, language: ReportLanguage = .english) {
        self.fileName = fileName
        self.media = media
        self.rubric = rubric
        speech = transcript?.words.map(\.range)
        wording = language.wording
    }

    package func item(for finding: Finding, id: String, evidence: [Report.Evidence]) -> Report.Item {
        let circumstances = Circumstances(finding: finding, fileName: fileName, media: media, rubric: rubric, speech: speech)
        let words = wording.words(for: circumstances)
        let remedy = circumstances.remedy
        let fix = Report.Fix(
            effort: remedy.effort, minutes: remedy.minutes, steps: words.steps, command: remedy.repair?.command(circumstances.command))
        return Report.Item(
            id: id, code: finding.code, severity: finding.severity, title: words.title, ranges: finding.ranges, measured: finding.measured,
            threshold: finding.threshold, confidence: finding.confidence, why: words.why, fix: fix, evidence: evidence)
    }

    /// By harm: severity, then how sure the rule is, then the time covered (no ranges: the whole recording), then the order in time.
    package static func order(_ items: [Report.Item]) -> [Report.Item] {
        items.sorted { left, right in
            if left.severity != right.severity { return left.severity > right.severity }
            if left.confidence != right.confidence { return left.confidence > right.confidence }
            let (leftTime, rightTime) = (left.timeCovered, right.timeCovered)
            if leftTime != rightTime { return leftTime > rightTime }
            return (left.ranges.first?.start ?? 0, left.code.rawValue, left.id) < (right.ranges.first?.start ?? 0, right.code.rawValue, right.id)
        }
    }

    /// What to fix first and how long it takes, in one to three plain sentences.
    package static func summary(of report: Report, in language: ReportLanguage = .english) -> String {
        language.wording.summary(of: report)
    }

    /// The report with its summary as it stands now.
    package static func summed(_ report: Report, in language: ReportLanguage) -> Report {
        var report = report
        report.summary = summary(of: report, in: language)
        return report
    }
}

extension Report.Item {
    fileprivate var timeCovered: Double { ranges.isEmpty ? .infinity : ranges.merged().totalDuration }
}
