import Foundation
import ReviewModel

/// What a page is made from.
struct PageContent {
    let report: Report
    let stills: [String: HTMLReport.Still]
    let transcript: Transcript?
    let mediaAddress: String?
    let wording: any Wording
}

/// The values of `report.mustache`, by the names the template uses. Properties ending in `SVG` or `Markup` are markup, all others
/// are text.
struct ReportPage: Sendable {
    let language: String
    let style = HTMLReport.style
    let label: Labels
    let title: String
    let course: String?
    let fileLine: String?

    let verdictStyle: String
    let verdict: String
    let verdictIconSVG: String
    let summary: String
    /// Of what is still open.
    let tallies: [Tally]
    let hasTallies: Bool

    let plan: PlanList
    let hasTimeline: Bool
    let wideTimelineSVG: String?
    let narrowTimelineSVG: String?

    let hasFindings: Bool
    var findings: [FindingCard]
    let hasCommands: Bool

    let hasFigures: Bool
    let figures: [FigureInWords]
    let hasCoverage: Bool
    let isIncomplete: Bool
    let parts: [Part]
    let facts: [Fact]
    let spoken: SpokenText?
    let origin: [Fact]

    /// What stands between the page's head and its foot, once that is rendered.
    var content: String?
    /// Whether times say by an attribute which moment they lead to.
    var leadsToPlayer = false
    var transcriptMarkup: String?
    /// Where the report on the upload before is.
    var earlierAddress: String?

    struct Tally: Sendable {
        var severityStyle: String
        var iconSVG: String
        var text: String
    }

    struct Part: Sendable {
        var stage: String
        var state: String
        var stateStyle: String
        var iconSVG: String
        var reason: String
        var advice: String?
    }

    struct Fact: Sendable {
        var name: String
        var value: String
    }

    init(_ content: PageContent, timeline: Timeline?) {
        let (report, wording) = (content.report, content.wording)
        let labels = wording.labels
        language = wording.language
        label = labels
        title = Printed.oneLine(report.review.title)
        course = report.review.course.map(Printed.oneLine)
        fileLine = report.media.map { media in
            [media.fileName, media.duration.map { Printed.clock($0, tenths: false) }].compactMap(\.self).map(Printed.oneLine).joined(separator: " · ")
        }
        verdictStyle = report.verdict.rawValue
        verdict = wording.verdict(of: report)
        verdictIconSVG = Icon.verdict(report.verdict)
        summary = wording.summary(of: report)
        tallies = Severity.allCases.sorted(by: >).compactMap { severity in
            let count = report.openFindings.filter { $0.severity == severity }.count
            return count == 0
                ? nil : Tally(severityStyle: severity.rawValue, iconSVG: Icon.severity(severity), text: wording.tally(count, severity))
        }
        hasTallies = !tallies.isEmpty
        plan = PlanList(report, wording)
        hasTimeline = timeline != nil
        wideTimelineSVG = timeline.map { TimelineDrawing(timeline: $0, wording: wording, width: 800, name: "wide").svg() }
        narrowTimelineSVG = timeline.map { TimelineDrawing(timeline: $0, wording: wording, width: 360, name: "narrow").svg() }
        hasFindings = !report.findings.isEmpty
        findings = report.findings.enumerated().map { FindingCard($1, number: $0 + 1, content) }
        hasCommands = report.findings.filter { $0.fix.command != nil }.count > 1
        figures = wording.figures(report.measurements)
        hasFigures = !figures.isEmpty
        hasCoverage = !report.coverage.isEmpty
        isIncomplete = !report.isComplete
        parts = report.coverage.map {
            Part(
                stage: wording.stage($0.stage), state: wording.state($0.state), stateStyle: $0.state.rawValue, iconSVG: Icon.state($0.state),
                reason: $0.reason ?? "", advice: $0.advice)
        }
        facts = Self.facts(report, wording)
        spoken = SpokenText(content)
        origin = Self.origin(report, wording)
    }

    private static func facts(_ report: Report, _ wording: any Wording) -> [Fact] {
        guard let media = report.media else { return [] }
        let labels = wording.labels
        return [
            Fact(name: labels.file, value: Printed.oneLine(media.fileName)),
            Fact(name: labels.size, value: wording.numbers.bytes(media.bytes)),
            Fact(name: labels.duration, value: media.duration.map { wording.numbers.length($0) } ?? "?"),
            Fact(name: labels.picture, value: wording.picture(media.video)),
            Fact(name: labels.sound, value: wording.sound(media.audio)),
            Fact(name: labels.fingerprint, value: media.sha256),
        ] + (report.transcript.map { [Fact(name: labels.recogniser, value: Printed.oneLine($0.engine))] } ?? [])
    }

    private static func origin(_ report: Report, _ wording: any Wording) -> [Fact] {
        let labels = wording.labels
        return [
            Fact(name: labels.review, value: report.review.id), Fact(name: labels.rubric, value: report.review.rubric),
            Fact(name: labels.reviewed, value: wording.moment(report.review.completedAt ?? report.review.createdAt)),
        ]
    }
}
