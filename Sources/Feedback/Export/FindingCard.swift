import Foundation
import ReviewModel

/// A finding as its card on the page shows it.
struct FindingCard: Sendable {
    let anchor: String
    let number: Int
    let code: String
    let severity: String
    let severityStyle: String
    let severityIconSVG: String
    let title: String
    /// What it is beside the upload before.
    let since: String?
    let times: [Time]
    let isWhole: Bool
    let restOfTimes: String?
    let stills: [Picture]
    let hasStills: Bool
    let why: String
    let measured: String?
    let limit: String?
    let gaugeSVG: String?
    let confidence: String
    let quote: String?
    let effort: String
    let steps: [String]
    let commandMarkup: String?
    /// The id of the finding.
    let finding: String
    var answerMarkup: String?

    struct Time: Sendable {
        var text: String
        var address: String
        /// Seconds.
        var start: String
    }

    struct Picture: Sendable {
        var address: String
        var caption: String
        var width: Int
        var height: Int
    }

    init(_ item: Report.Item, number: Int, _ content: PageContent) {
        let wording = content.wording
        anchor = item.anchor
        self.number = number
        code = item.code.rawValue
        severity = wording.severity(item.severity)
        severityStyle = item.severity.rawValue
        severityIconSVG = Icon.severity(item.severity)
        title = item.title
        since = item.since.map { wording.since($0) }
        let ranges = item.ranges.merged()
        times = ranges.prefix(Self.mostTimes).map {
            Time(text: wording.numbers.span($0), address: Self.address(of: $0, content), start: Printed.plain(max(0, $0.start)))
        }
        isWhole = ranges.isEmpty
        restOfTimes = ranges.count > Self.mostTimes ? "+ \(ranges.count - Self.mostTimes) \(wording.labels.more)" : nil
        stills = item.evidence.filter { $0.kind == .frame }.map { Self.picture($0, content) }
        hasStills = !stills.isEmpty
        why = item.why
        let amounts = wording.amounts(of: item)
        measured = amounts?.measured
        limit = amounts?.limit
        gaugeSVG = Gauge(measured: item.measured, threshold: item.threshold)?.svg()
        confidence = wording.confidence(item.confidence)
        quote = content.transcript.flatMap { Self.quote(ranges, $0) }
        effort = wording.effort(item.fix)
        steps = item.fix.steps
        commandMarkup = item.fix.command.map(Self.markup)
        finding = item.id
    }

    private static let mostTimes = 12

    /// Into the recording where it can be played, else to the timeline.
    private static func address(of range: TimeRange, _ content: PageContent) -> String {
        content.mediaAddress.map { "\($0)#t=\(Printed.plain(range.start)),\(Printed.plain(range.end))" } ?? "#timeline"
    }

    private static func picture(_ evidence: Report.Evidence, _ content: PageContent) -> Picture {
        let address =
            switch content.stills[evidence.href] {
            case .jpeg(let data): "data:image/jpeg;base64," + data.base64EncodedString()
            case .address(let address): address
            case nil: evidence.href
            }
        let video = content.report.media?.video
        let caption = "\(content.wording.labels.stillAt) \(content.wording.numbers.clock(evidence.time))"
        return Picture(address: address, caption: caption, width: max(1, video?.width ?? 16), height: max(1, video?.height ?? 9))
    }

    /// Options are kept whole: a browser would break a line after their hyphen.
    private static func markup(_ command: String) -> String {
        command.split(separator: " ", omittingEmptySubsequences: false)
            .map { $0.hasPrefix("-") ? "<span>\(Markup.escape(String($0)))</span>" : Markup.escape(String($0)) }
            .joined(separator: " ")
    }

    /// What is said round the first range: a teacher knows the place by the words. Nothing where that would be a page of text.
    private static func quote(_ ranges: [TimeRange], _ transcript: Transcript) -> String? {
        guard let first = ranges.first, first.duration < 60 else { return nil }
        let near = TimeRange(start: first.start - 1, end: first.end + 1)
        let words = transcript.words.filter { near.overlaps($0.range) }.map(\.text)
        guard !words.isEmpty else { return nil }
        return Printed.oneLine(words.prefix(mostWords).joined(separator: " ")) + (words.count > mostWords ? " \u{2026}" : "")
    }

    private static let mostWords = 24
}
