package import ReviewModel

/// The blocks that a codec cuts pictures into can be seen: too few bits, or a picture that was enlarged in squares.
package struct BlockyRule: Rule {
    package init() {}

    package let codes: [FindingCode] = [.videoBlocky]

    /// Better pictures between bad ones, as a codec's key frames are, do not end a range up to this many seconds.
    private static let gap = 0.75
    private static let share = 0.6
    /// This many times the limit is beyond doubt.
    private static let certain = 1.6

    package func findings(in recording: Recording, by rubric: Rubric) -> [Finding] {
        guard let measurements = recording.measurements,
            let sampled = SampledRanges(.blockSteps, in: measurements, within: measurements.ranges(of: [.camera, .mixed, .slide, .screen]))
        else { return [] }
        let limit = rubric[.blockyShare]
        let found = sampled.ranges(gap: Self.gap, share: Self.share) { $0 >= limit }
            .filter { $0.range.duration >= rubric[.blockyDuration] - sampled.series.interval / 2 }
        guard !found.isEmpty else { return [] }
        let steps = found.flatMap(\.values).median
        let excess = max(0, min(1, (steps / limit - 1) / (Self.certain - 1)))
        return [
            Finding(
                .videoBlocky, .shouldFix, ranges: found.map(\.range), measured: Quantity(steps, .share), threshold: rubric.quantity(.blockyShare),
                confidence: 0.75 + 0.2 * excess)
        ]
    }
}
