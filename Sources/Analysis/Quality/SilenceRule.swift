package import ReviewModel

/// No signal: from start to end, or for a while inside a recording that has some, on every channel that carries the talk, or on one side alone.
///
/// A side that is silent while the other goes on is told as dead where that rule finds it; here stands only what it leaves, such as a side that
/// hisses where its talk was.
///
/// Facts: `channel`, where it is one side alone that is silent: 0 left, 1 right.
package struct SilenceRule: Rule {
    package init() {}

    package let codes: [FindingCode] = [.audioSilent, .audioSilence]

    /// A click shorter than this does not end a silence, in seconds.
    private static let click = 0.1
    /// What the level series say of digital silence, in dBFS.
    private static let digitalSilence = -120.0
    /// A channel whose strong moments are this much weaker than those of the strongest carries ambience, not the talk, in dB.
    private static let ambience = 20.0
    private static let strong = 0.95
    /// The share of a silence of one side in which the other must carry the talk: less is a pause of both.
    private static let otherSide = 0.25

    package func findings(in recording: Recording, by rubric: Rubric) -> [Finding] {
        guard let measurements = recording.measurements else { return [] }
        let channels = Self.talking(measurements.channelLevels)
        guard let loudest = MeasurementSet.strongest(of: channels).map({ Self.whole($0, until: measurements.summary.videoEnd ?? 0) }) else {
            return []
        }
        let level = rubric[.silenceLevel]
        let highest = loudest.measured.max() ?? Self.digitalSilence
        guard highest > level else {
            return [
                Finding(
                    .audioSilent, .mustFix, measured: Quantity(highest, .decibelsFullScale), threshold: rubric.quantity(.silenceLevel),
                    confidence: 0.99)
            ]
        }
        let common = Self.silences(loudest, rubric)
        var found = [common].filter { !$0.isEmpty }.map { Self.finding($0, rubric) }
        if measurements.summary.channels == 2, channels.count == 2 {
            let dead = DeadSides(measurements, by: rubric)
            for side in [0, 1] {
                let ranges = Self.silences(channels[side], rubric).filter { range in
                    !dead.overlap(range) && !common.contains { $0.overlaps(range) } && Self.isTalk(channels[1 - side], in: range)
                }
                if !ranges.isEmpty { found.append(Self.finding(ranges, rubric, channel: side)) }
            }
        }
        return found
    }

    private static func finding(_ ranges: [TimeRange], _ rubric: Rubric, channel: Int? = nil) -> Finding {
        Finding(
            .audioSilence, .shouldFix, ranges: ranges, measured: Quantity(ranges.map(\.duration).max() ?? 0, .seconds),
            threshold: rubric.quantity(.silenceDuration), confidence: channel == nil ? 0.97 : 0.9,
            facts: channel.map { ["channel": Double($0)] } ?? [:])
    }

    private static func silences(_ series: Series, _ rubric: Rubric) -> [TimeRange] {
        let level = rubric[.silenceLevel]
        return series.ranges { $0 <= level }.merged(gap: click).filter { $0.duration >= rubric[.silenceDuration] }
    }

    /// The channels that carry the talk.
    private static func talking(_ channels: [Series]) -> [Series] {
        let strengths = channels.map { $0.percentile(strong) ?? digitalSilence }
        guard let strongest = strengths.max() else { return [] }
        return zip(channels, strengths).filter { $0.1 >= strongest - ambience }.map(\.0)
    }

    private static func isTalk(_ series: Series, in range: TimeRange) -> Bool {
        guard let talk = TalkLevel(of: [series])?.level else { return false }
        let first = max(0, Int((range.start - series.start) / series.interval))
        let end = min(series.count, Int((range.end - series.start) / series.interval))
        guard first < end else { return false }
        return Double((first..<end).count { series[$0].map { $0 >= talk } ?? false }) >= otherSide * Double(end - first)
    }

    /// Where the stream has a hole, and from where it ends to the end of the picture, there is nothing.
    private static func whole(_ series: Series, until end: Double) -> Series {
        var result = series
        let nothing = Int16(digitalSilence / result.resolution)
        result.steps = result.steps.map { $0 == Series.missing ? nothing : $0 }
        let lacking = Int((end - result.start) / result.interval) - result.count
        result.steps += Array(repeating: nothing, count: max(0, lacking))
        return result
    }
}
