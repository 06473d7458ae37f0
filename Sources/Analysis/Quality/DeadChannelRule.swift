package import ReviewModel

/// One side of a stereo recording carries nothing while the other carries the talk.
///
/// Facts: `channel`, the dead one: 0 left, 1 right; `share` of the recording over which it is dead.
package struct DeadChannelRule: Rule {
    package init() {}

    package let codes: [FindingCode] = [.audioChannelDead]

    /// A side that is at least this loud carries the talk, in dBFS over 50 ms.
    private static let talk = -50.0
    /// How far into a pause at either end a dead side is followed, in seconds.
    private static let pause = 5.0
    /// A side that is this much over its level while dead is no longer dead, in dB.
    private static let noiseStep = 3.0

    package func findings(in recording: Recording, by rubric: Rubric) -> [Finding] {
        guard let channels = recording.measurements?.channelLevels, channels.count == 2 else { return [] }
        return [0, 1].compactMap { dead in
            let ranges = ranges(dead: channels[dead], live: channels[1 - dead], difference: rubric[.channelDeadDifference])
                .filter { $0.duration >= rubric[.channelDeadDuration] }
            guard !ranges.isEmpty else { return nil }
            let share = min(1, ranges.totalDuration / max(0.001, channels[dead].end - channels[dead].start))
            return Finding(
                .audioChannelDead, .mustFix, ranges: ranges, measured: Quantity(ranges.totalDuration, .seconds),
                threshold: rubric.quantity(.channelDeadDuration), confidence: 0.97, facts: ["channel": Double(dead), "share": share])
        }
    }

    /// Spans in which, whenever the live side speaks, the dead one does not; pauses of both belong to the span they stand in.
    private func ranges(dead: Series, live: Series, difference: Double) -> [TimeRange] {
        var spans: [ClosedRange<Int>] = []
        var open: ClosedRange<Int>?
        for index in 0..<min(dead.count, live.count) {
            guard let other = live[index], let own = dead[index] else { continue }
            if other >= Self.talk, other - own >= difference {
                open = (open?.lowerBound ?? index)...index
            } else if own >= Self.talk || (other >= Self.talk && other - own < difference) {
                open.map { spans.append($0) }
                open = nil
            }
        }
        open.map { spans.append($0) }
        return spans.map { span in
            let whole = widened(span, dead)
            return TimeRange(start: dead.range(at: whole.lowerBound).start, end: dead.range(at: whole.upperBound).end)
        }
    }

    /// The side died and came back somewhere in the pauses round the span: where its own level, if only of noise, changes.
    private func widened(_ span: ClosedRange<Int>, _ dead: Series) -> ClosedRange<Int> {
        let reach = Int(Self.pause / dead.interval)
        let floor = (span.compactMap { dead[$0] }.max() ?? -120) + Self.noiseStep
        func isDead(_ index: Int) -> Bool { dead[index].map { $0 <= floor } ?? false }
        var (first, last) = (span.lowerBound, span.upperBound)
        while first > 0, span.lowerBound - first < reach, isDead(first - 1) { first -= 1 }
        while last + 1 < dead.count, last - span.upperBound < reach, isDead(last + 1) { last += 1 }
        return first...last
    }
}
