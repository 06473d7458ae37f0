package import ReviewModel

/// A camera picture out of focus: even its sharpest edges are wide.
///
/// Facts: `width`, how wide they are in pixels of the recording.
package struct BlurredRule: Rule {
    package init() {}

    package let codes: [FindingCode] = [.videoBlurred]

    /// A moment that is sharper, or shows nothing to tell it by, does not end a blur up to this many seconds.
    private static let gap = 0.5
    /// The share of a range's moments that must be blurred.
    private static let share = 0.75
    /// Seconds that bins take from a blur of just the limit.
    private static let slack = 0.05
    /// This many times the limit is beyond doubt.
    private static let certain = 1.4

    package func findings(in recording: Recording, by rubric: Rubric) -> [Finding] {
        guard let measurements = recording.measurements,
            let sampled = SampledRanges(.edgeWidth, in: measurements, within: measurements.ranges(of: [.camera, .mixed]), steadied: true)
        else { return [] }
        let limit = rubric[.blurredWidth]
        let found = sampled.ranges(gap: Self.gap, share: Self.share) { $0 >= limit }
            .filter { $0.range.duration >= rubric[.blurredDuration] - Self.slack && $0.values.median >= limit }
        guard !found.isEmpty else { return [] }
        let width = found.flatMap(\.values).median
        let excess = min(1, (width / limit - 1) / (Self.certain - 1))
        var facts: [String: Double] = [:]
        if let columns = recording.media.video?.width { facts["width"] = width * Double(columns) }
        return [
            Finding(
                .videoBlurred, .shouldFix, ranges: found.map(\.range), measured: Quantity(width, .share),
                threshold: rubric.quantity(.blurredWidth), confidence: 0.7 + 0.23 * excess, facts: facts)
        ]
    }
}
