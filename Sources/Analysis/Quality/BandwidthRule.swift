internal import Foundation
package import ReviewModel

/// Speech without anything above 4 kHz: it came over a telephone, or was sampled as one does.
///
/// Facts: `drop`, by how many decibels the sound above 4.4 kHz lies below that from 2 to 3.15 kHz.
package struct BandwidthRule: Rule {
    package init() {}

    package let codes: [FindingCode] = [.audioBandwidthNarrow]

    /// Any eight or so thousand samples a second hold no more than 4 kHz.
    private static let telephoneRate = 8500
    /// Speech must be heard from 2 kHz on at this level, dBFS, for the lack of what lies above to mean anything.
    private static let audible = -60.0
    /// The voice that must be among the bins of a window, in seconds.
    private static let leastVoice = 2.0
    /// Of what a window has above 4.4 kHz, the share that counts: a click is not speech.
    private static let counted = 0.95
    /// Music may well have nothing up there. Its notes make the spectrum less even than this, in dB, and between them there is no more room than that.
    private static let notes = -1.4
    private static let room = 15.0
    /// No voice is as uneven as this at any time.
    private static let tones = -4.0
    /// A narrow stretch goes on while nothing exceeds what counts of it by this much, in dB; or a single bin by that much.
    private static let slack = 3.0
    private static let clickSlack = 10.0
    /// Bins by which a window's edge may lie on the wrong side.
    private static let inset = 5
    private static let gap = 1.0
    /// A stretch of this share of the recording is all of it.
    private static let whole = 0.95

    package func findings(in recording: Recording, by rubric: Rubric) -> [Finding] {
        guard let measurements = recording.measurements else { return [] }
        if let rate = recording.media.audio?.sampleRate, rate <= Self.telephoneRate { return byRate(rate, measurements, rubric) }
        guard let high = measurements[.bandHigh], let body = measurements[.bandBody] else { return [] }
        let narrow = windows(high, body, measurements, rubric)
        guard !narrow.isEmpty else { return [] }
        let ranges = narrow.map(\.range).merged().map { sharpened($0, high) }.merged(gap: Self.gap)
        let drop = narrow.map(\.drop).sorted()[narrow.count / 2]
        let isWhole = ranges.totalDuration >= Self.whole * (high.end - (measurements.summary.audioStart ?? 0))
        return [
            Finding(
                .audioBandwidthNarrow, .shouldFix, ranges: isWhole ? [] : ranges, measured: Quantity(4000, .hertz),
                threshold: rubric.quantity(.bandwidthLimit), confidence: min(0.95, 0.7 + 0.025 * (drop - rubric[.bandwidthDrop])),
                facts: ["drop": drop])
        ]
    }

    private func byRate(_ rate: Int, _ measurements: MeasurementSet, _ rubric: Rubric) -> [Finding] {
        guard measurements[.bandBody]?.measured.contains(where: { $0 > Self.audible }) == true else { return [] }
        return [
            Finding(
                .audioBandwidthNarrow, .shouldFix, measured: Quantity(Double(rate) / 2, .hertz), threshold: rubric.quantity(.bandwidthLimit),
                confidence: 0.97)
        ]
    }

    private struct Window {
        var range: TimeRange
        var drop: Double
    }

    /// Every window of the rubric's length in which there is speech, and nothing above.
    private func windows(_ high: Series, _ body: Series, _ measurements: MeasurementSet, _ rubric: Rubric) -> [Window] {
        let length = min(body.count, max(1, Int(rubric[.bandwidthDuration] / body.interval)))
        guard Double(body.count) * body.interval >= rubric[.bandwidthDuration] / 2 else { return [] }
        let (share, music) = (measurements[.talkShare], Music(measurements))
        let drop = rubric[.bandwidthDrop]
        return (0...body.count - length).compactMap { first in
            let range = TimeRange(start: body.range(at: first).start, end: body.range(at: first + length - 1).end)
            let bins = first..<first + length
            let voice = share.map { share in bins.clamped(to: 0..<share.count).reduce(0) { $0 + (share[$1] ?? 0) } } ?? 0
            // The louder seconds hold the words.
            guard voice >= Self.leastVoice, let level = body.percentile(0.8, in: bins), level >= Self.audible,
                let highest = highest(high, range), level - highest >= drop, !music.isHeard(in: bins)
            else { return nil }
            return Window(range: range, drop: level - highest)
        }
    }

    /// The highest level above 4.4 kHz but for a few clicks.
    private func highest(_ high: Series, _ range: TimeRange) -> Double? {
        high.value(in: bins(high, range)) { Int(Double($0 - 1) * Self.counted) }
    }

    /// The series that tell music from speech.
    private struct Music {
        private let evenness: Series?
        private let talk: Series?
        private let noise: Series?

        init(_ measurements: MeasurementSet) {
            (evenness, talk, noise) = (measurements[.noiseEvenness], measurements[.talkLevel], measurements[.noiseLevel])
        }

        func isHeard(in bins: Range<Int>) -> Bool {
            guard let evenness = evenness?.percentile(0.5, in: bins), let talk = talk?.percentile(0.5, in: bins),
                let noise = noise?.percentile(0.5, in: bins)
            else { return false }
            return evenness < BandwidthRule.tones || evenness < BandwidthRule.notes && talk - noise < BandwidthRule.room
        }
    }

    /// From a little within to both sides as far as there is nothing above 4.4 kHz.
    private func sharpened(_ range: TimeRange, _ high: Series) -> TimeRange {
        let inner = bins(high, range)
        let limit = (highest(high, range) ?? -120) + Self.slack
        func isNarrow(_ bin: Int) -> Bool { bin >= 0 && bin < high.count && (high[bin] ?? -120) <= limit }
        func isClick(_ bin: Int, next: Int) -> Bool { isNarrow(next) && (high[bin] ?? -120) <= limit + Self.clickSlack }
        var first = min(inner.lowerBound + Self.inset, inner.upperBound - 1)
        var end = max(inner.upperBound - Self.inset, first + 1)
        while first > 0, isNarrow(first - 1) || isClick(first - 1, next: first - 2) { first -= 1 }
        while end < high.count, isNarrow(end) || isClick(end, next: end + 1) { end += 1 }
        return TimeRange(start: high.range(at: first).start, end: high.range(at: end - 1).end)
    }

    private func bins(_ series: Series, _ range: TimeRange) -> Range<Int> {
        let first = max(0, Int(((range.start - series.start) / series.interval).rounded()))
        return first..<max(first, min(series.count, Int(((range.end - series.start) / series.interval).rounded())))
    }
}
