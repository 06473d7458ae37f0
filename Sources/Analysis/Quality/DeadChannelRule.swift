package import ReviewModel

/// One side of a stereo recording carries nothing while the other carries the talk.
///
/// Facts: `channel`, the dead one: 0 left, 1 right; `share` of the recording over which it is dead.
package struct DeadChannelRule: Rule {
    package init() {}

    package let codes: [FindingCode] = [.audioChannelDead]

    package func findings(in recording: Recording, by rubric: Rubric) -> [Finding] {
        guard let measurements = recording.measurements else { return [] }
        let sides = DeadSides(measurements, by: rubric)
        return [0, 1].compactMap { dead in
            let ranges = sides.ranges[dead]
            guard !ranges.isEmpty else { return nil }
            return Finding(
                .audioChannelDead, .mustFix, ranges: ranges, measured: Quantity(ranges.totalDuration, .seconds),
                threshold: rubric.quantity(.channelDeadDuration), confidence: 0.97,
                facts: ["channel": Double(dead), "share": sides.share(dead)])
        }
    }
}
