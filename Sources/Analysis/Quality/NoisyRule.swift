package import ReviewModel

/// A camera picture that swarms with noise, as small sensors give in rooms that are too dark.
package struct NoisyRule: Rule {
    package init() {}

    package let codes: [FindingCode] = [.videoNoisy]

    /// A moment in which nothing even was in the picture does not end a range up to this many seconds.
    private static let gap = 2.0
    private static let share = 0.6
    /// No sensor is noisier than this; what is, is drawn.
    private static let most = 0.15
    /// This many times the limit is beyond doubt.
    private static let certain = 1.4

    package func findings(in recording: Recording, by rubric: Rubric) -> [Finding] {
        guard let measurements = recording.measurements,
            let sampled = SampledRanges(.pictureNoise, in: measurements, within: measurements.ranges(of: [.camera, .mixed]))
        else { return [] }
        let limit = rubric[.noisyLuma]
        let found = sampled.ranges(gap: Self.gap, share: Self.share) { $0 >= limit && $0 <= Self.most }.filter {
            $0.range.duration >= rubric[.noisyDuration]
        }
        guard !found.isEmpty else { return [] }
        let noise = found.flatMap(\.values).median
        let excess = max(0, min(1, (noise / limit - 1) / (Self.certain - 1)))
        return [
            Finding(
                .videoNoisy, .advice, ranges: found.map(\.range), measured: Quantity(noise, .luma), threshold: rubric.quantity(.noisyLuma),
                confidence: 0.75 + 0.19 * excess)
        ]
    }
}
