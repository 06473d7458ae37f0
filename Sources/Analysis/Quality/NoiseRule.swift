internal import Foundation
package import ReviewModel

/// Speech that does not stand far enough above the noise between words.
///
/// Music is not noise: it has notes, and changes from one moment to the next. Applause is not noise: nobody speaks in it.
///
/// Facts: `speech` and `noise`, their levels in dBFS.
package struct NoiseRule: Rule {
    package init() {}

    package let codes: [FindingCode] = [.audioNoise]

    /// Bins to either side that tell how loud the talk is at a moment, and the seconds of voice that must be among them.
    private static let reach = 7
    private static let leastVoice = 1.0
    /// Noisy stretches this close are one, in seconds.
    private static let gap = 3.0
    /// The noise goes on, without a word in it, while it keeps within this of its level, in dB.
    private static let sameNoise = 2.0
    /// How far a step of the noise may lie from the edge that it sharpens, in seconds.
    private static let snap = 2.0
    /// The least share of the stretch in which a voice is heard, for there to be speech in it.
    private static let leastShare = 0.12
    /// A stretch of this share of the recording is all of it.
    private static let whole = 0.95
    /// How lively what lies between the words may be: steady noise; many voices. What lies above is music or a film.
    private static let steady = 1.3
    private static let lively = 2.3
    /// Steady noise keeps up as a whole what its bands keep up, to within this, in dB.
    private static let unrest = 3.5
    /// Lively noise must be this much stronger to count, in dB, and be heard in this share of the recording: else it is a jingle or a clip.
    private static let livelyMargin = 2.0
    private static let livelyShare = 0.4

    package func findings(in recording: Recording, by rubric: Rubric) -> [Finding] {
        guard let measurements = recording.measurements, let sound = TalkAndNoise(measurements) else { return [] }
        let found = faults(among: stretches(sound, ratio: rubric[.noiseRatio]), sound, rubric)
        guard let worst = found.min(by: { $0.ratio < $1.ratio }) else { return [] }
        let edges = Edges(steps: measurements.events(.noiseStep), reach: Self.snap)
        let ranges = found.map { edges.sharpen($0.range(of: sound.noise)) }.merged(gap: Self.gap)
        let isWhole = ranges.totalDuration >= Self.whole * (sound.noise.end - (measurements.summary.audioStart ?? 0))
        let bins = found.flatMap(\.bins)
        let (speech, noise) = (sound.talk(over: bins) ?? 0, sound.meanNoise(over: bins))
        let measured = isWhole ? min(speech - noise, rubric[.noiseRatio] - 0.1) : worst.ratio
        return [
            Finding(
                .audioNoise, .shouldFix, ranges: isWhole ? [] : ranges, measured: Quantity(measured, .decibels),
                threshold: rubric.quantity(.noiseRatio), confidence: confidence(found, measured, limit: rubric[.noiseRatio]),
                facts: ["speech": speech, "noise": noise])
        ]
    }

    /// Sure where the ratio is well under the limit and what lies between the words is steady; less so near the limit, with voices or in a short
    /// piece.
    private func confidence(_ found: [Stretch], _ measured: Double, limit: Double) -> Double {
        let margin = min(0.95, 0.55 + 0.09 * max(0, limit - measured))
        let isSteady = found.contains(where: isSteady)
        let isLong = found.contains { $0.bins.count >= 10 }
        return margin * (isSteady ? 1 : 0.7) * (isLong ? 1 : 0.85)
    }

    private func faults(among stretches: [Stretch], _ sound: TalkAndNoise, _ rubric: Rubric) -> [Stretch] {
        let long = stretches.filter { Double($0.bins.count) >= rubric[.noiseDuration] && $0.ratio < rubric[.noiseRatio] }
        let lively = long.filter { !isSteady($0) && $0.liveliness <= Self.lively && $0.ratio < rubric[.noiseRatio] - Self.livelyMargin }
        let counts = lively.reduce(0) { $0 + $1.bins.count } >= Int(Self.livelyShare * Double(sound.noise.count))
        return (long.filter(isSteady) + (counts ? lively : [])).sorted { $0.bins.lowerBound < $1.bins.lowerBound }
    }

    private func isSteady(_ stretch: Stretch) -> Bool {
        stretch.liveliness <= Self.steady && stretch.unrest <= Self.unrest
    }

    private struct Stretch {
        var bins: Range<Int>
        /// Speech over noise, dB.
        var ratio: Double
        var liveliness: Double
        var unrest: Double

        func range(of series: Series) -> TimeRange {
            TimeRange(start: series.range(at: bins.lowerBound).start, end: series.range(at: bins.upperBound - 1).end)
        }
    }

    private func stretches(_ sound: TalkAndNoise, ratio limit: Double) -> [Stretch] {
        var noisy = Series(name: .noiseLevel, unit: .count, start: sound.noise.start, interval: sound.noise.interval, resolution: 1)
        for bin in 0..<sound.noise.count {
            let talk = sound.talk(over: bin - Self.reach..<bin + Self.reach + 1, least: Self.leastVoice)
            noisy.append(talk.flatMap { talk in sound.noise[bin].map { talk - $0 < limit ? 1 : 0 } })
        }
        return noisy.ranges { $0 > 0 }.merged(gap: Self.gap).compactMap { range in
            let first = Int(((range.start - noisy.start) / noisy.interval).rounded())
            let end = Int(((range.end - noisy.start) / noisy.interval).rounded())
            let bins = extended(first..<end, sound.noise)
            guard sound.share(over: bins) >= Self.leastShare, let talk = sound.talk(over: bins) else { return nil }
            return Stretch(
                bins: bins, ratio: talk - sound.meanNoise(over: bins), liveliness: sound.liveliness(over: bins),
                unrest: sound.unrest(over: bins))
        }
    }

    /// With the bins round it in which the same noise is heard and nobody speaks.
    private func extended(_ bins: Range<Int>, _ noise: Series) -> Range<Int> {
        let levels = bins.compactMap { noise[$0] }.sorted()
        guard !levels.isEmpty else { return bins }
        let level = levels[levels.count / 2]
        func isSame(_ bin: Int) -> Bool { noise[bin].map { abs($0 - level) <= Self.sameNoise } ?? false }
        var (first, end) = (bins.lowerBound, bins.upperBound)
        while first > 0, isSame(first - 1) { first -= 1 }
        while end < noise.count, isSame(end) { end += 1 }
        return first..<end
    }

    /// The exact moments at which noise steps up and down.
    private struct Edges {
        let steps: [MediaEvent]
        let reach: Double

        func sharpen(_ range: TimeRange) -> TimeRange {
            func nearest(_ time: Double, rises: Bool) -> Double {
                let near = steps.filter { ($0.value > 0) == rises && abs($0.start - time) <= reach }
                return near.max { abs($0.value) < abs($1.value) }?.start ?? time
            }
            let (start, end) = (nearest(range.start, rises: true), nearest(range.end, rises: false))
            return start < end ? TimeRange(start: start, end: end) : range
        }
    }
}
