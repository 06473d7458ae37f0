import Foundation
import ReviewModel

/// A language that reports are written in. A translation is one more type that conforms; nothing else in the program holds texts for
/// instructors.
///
/// The reader is a teacher, not an engineer: no term without its meaning, no blame, no number without what it means.
protocol Wording: Sendable {
    /// BCP 47.
    var language: String { get }
    var numbers: NumberStyle { get }
    var units: UnitNames { get }
    /// Headings and other fixed texts.
    var labels: Labels { get }

    func words(for circumstances: Circumstances) -> Words
    /// The verdict in a few words. `isComplete` is false when a part of the recording could not be looked at.
    func verdict(_ verdict: Report.Verdict, isComplete: Bool, isSoundOnly: Bool) -> String
    /// What to fix first and how long it takes: one to three sentences.
    func summary(of report: Report) -> String
    func severity(_ severity: Severity) -> String
    func tally(_ count: Int, _ severity: Severity) -> String
    func effort(_ fix: Report.Fix) -> String
    func stage(_ stage: Stage) -> String
    func state(_ state: Coverage.State) -> String
    /// Why a part was not checked. Stages store their reasons in English; one that is not known stays as it is.
    func reason(_ text: String) -> String
    /// What it would take to have a part checked.
    func advice(_ shortfall: Shortfall) -> String
    func duration(minutes: Int) -> String
    func confidence(_ value: Double) -> String
    func figures(_ figures: Report.Figures) -> [FigureInWords]
    /// A measured value; what a bare count counts depends on the check.
    func quantity(_ quantity: Quantity, of code: FindingCode) -> String
    func picture(_ video: MediaInfo.Video?) -> String
    func sound(_ audio: MediaInfo.Audio?) -> String
    /// What to do for one step of the plan: `Edit 12:03.0–12:09.0, about 5 minutes`.
    func action(_ item: Report.Plan.Item) -> String
    /// Whom of the listeners is meant, and what reaches them.
    func listener(_ audience: Report.Audience) -> (who: String, heard: String)
    /// What has changed since the upload before, in a sentence or two.
    func changes(_ changes: Report.Changes) -> String
    /// What a finding is beside the upload before.
    func since(_ since: Comparison.Since) -> String
    /// How a transcript was made.
    func transcript(_ summary: Report.TranscriptSummary) -> String
    /// A moment of RFC 3339, for reading; in UTC, for a report has readers everywhere.
    func moment(_ text: String) -> String
}

extension Wording {
    /// What stands above a report.
    func verdict(of report: Report) -> String {
        report.isUnreadable ? labels.unreadable : verdict(report.verdict, isComplete: report.isComplete, isSoundOnly: report.isSoundOnly)
    }

    /// `French` for `fr`; what has no name stays as it is.
    func languageName(_ code: String) -> String {
        Locale(identifier: language).localizedString(forLanguageCode: code) ?? code
    }

    /// - Parameter finer: how many places it has more than a reader needs on its own.
    func quantity(_ quantity: Quantity, finer: Int = 0) -> String {
        let value = quantity.value
        return switch quantity.unit {
        // Two pictures last less than a tenth.
        case .seconds where abs(value) < 1: numbers.decimal(value, 2 + finer) + " s"
        case .seconds where finer > 0 && abs(value) < 60: numbers.decimal(value, 1 + finer) + " s"
        case .seconds: numbers.length(value)
        case .decibelsFullScale, .decibelsTruePeak, .loudness, .loudnessRange, .decibels:
            numbers.decimal(value, 1 + finer) + " " + quantity.unit.rawValue
        case .hertz, .pixels: numbers.decimal(value, finer) + " " + quantity.unit.rawValue
        case .framesPerSecond: numbers.short(value, most: 2 + finer) + " " + units.framesPerSecond
        case .flashesPerSecond: numbers.short(value, most: 2 + finer) + " " + (value == 1 ? units.flashPerSecond : units.flashesPerSecond)
        case .wordsPerMinute: numbers.decimal(value, finer) + " " + units.wordsPerMinute
        case .perHundredWords: numbers.decimal(value, 1 + finer) + " " + units.perHundredWords
        case .share: finer > 0 ? numbers.decimal(value * 100, finer) + " %" : numbers.percent(value)
        case .luma: numbers.decimal(value, 3 + finer)
        case .correlation: numbers.decimal(value, 2 + finer)
        case .count: numbers.decimal(value, 0)
        }
    }

    /// What was measured, and the limit that it is held against; finer where the two would look alike. Nil where nothing was measured.
    func amounts(of item: Report.Item) -> (measured: String, limit: String?)? {
        guard let measured = item.measured else { return nil }
        guard let limit = item.threshold else { return (measured: quantity(measured, of: item.code), limit: nil) }
        let finer = (0...2).first { quantity(measured, finer: $0) != quantity(limit, finer: $0) } ?? 0
        let text = finer > 0 ? quantity(measured, finer: finer) : quantity(measured, of: item.code)
        return (measured: text, limit: quantity(limit, finer: finer))
    }
}

extension Report {
    /// Whether every stage did all of its work.
    var isComplete: Bool {
        coverage.allSatisfy { $0.state == .measured }
    }

    /// The findings that were not there in the upload before, and those that are there again or worse.
    var news: [Item] {
        let ids = Set((comparison?.new ?? []) + (comparison?.regressed ?? []))
        return findings.filter { ids.contains($0.id) }
    }

    /// Whether nothing could be checked, because no player opens the file.
    var isUnreadable: Bool { findings.contains { $0.code == .containerUnreadable } }

    /// Whether there is nothing to see.
    var isSoundOnly: Bool { media.map { $0.video == nil && $0.audio != nil } ?? false }

    /// Whether something must or should be mended, and nothing of it is left open.
    var isAnswered: Bool {
        findings.contains { $0.severity > .advice } && !openFindings.contains { $0.severity > .advice }
    }

    /// Minutes that it takes to mend all that must or should be mended and is still open: what has one cause counts once.
    var minutesNeeded: Int {
        let needed = openFindings.filter { $0.severity > .advice }
        guard !plan.items.isEmpty else { return needed.reduce(0) { $0 + $1.fix.minutes } }
        let ids = Set(needed.map(\.id))
        return stepsToDo.filter { $0.findings.contains(where: ids.contains) }.reduce(0) { $0 + $1.minutes }
    }

    /// How many steps of the plan the repair script does, and how many there are to do.
    var scriptedSteps: (scripted: Int, all: Int) {
        (stepsToDo.filter(\.isScripted).count, stepsToDo.count)
    }
}
