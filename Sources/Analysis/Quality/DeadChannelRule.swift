package import ReviewModel

/// One side of a stereo recording carries nothing while the other carries the talk.
///
/// Facts: `channel`, the dead one: 0 left, 1 right; `share` of the recording over which it is dead.
package struct DeadChannelRule: Rule {
    package init() {}

    package let codes: [FindingCode] = [.audioChannelDead]

    /// A side that is at least this loud carries the talk, in dBFS over 50 ms.
    private static let talk = -50.0

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
        var result: [TimeRange] = []
        var first: Int?
        var last = 0
        let count = min(dead.count, live.count)
        for index in 0..<count {
            guard let other = live[index], let own = dead[index] else { continue }
            if other >= Self.talk, other - own >= difference {
                first = first ?? index
                last = index
            } else if own >= Self.talk || (other >= Self.talk && other - own < difference) {
                if let begun = first { result.append(TimeRange(start: dead.range(at: begun).start, end: dead.range(at: last).end)) }
                first = nil
            }
        }
        if let begun = first { result.append(TimeRange(start: dead.range(at: begun).start, end: dead.range(at: last).end)) }
        return result
    }
}
