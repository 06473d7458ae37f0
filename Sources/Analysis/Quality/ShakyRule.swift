package import ReviewModel

/// A camera that shakes. Only where the picture is a camera's: a page that someone scrolls moves as a whole too.
package struct ShakyRule: Rule {
    package init() {}

    package let codes: [FindingCode] = [.videoShaky]

    /// Steadier moments up to this long do not end a stretch of shake, in seconds.
    private static let pause = 1.0
    /// The share of a stretch that must shake.
    private static let share = 0.7

    package func findings(in recording: Recording, by rubric: Rubric) -> [Finding] {
        guard let measurements = recording.measurements, let shake = measurements[.shake] else { return [] }
        let camera = measurements.ranges(of: [.camera])
        let limit = rubric[.shake]
        let shaking = shake.ranges { $0 >= limit }
        let found = shaking.merged(gap: Self.pause).flatMap { stretch in camera.compactMap { stretch.common(with: $0) } }
            .filter { stretch in
                let time = shaking.compactMap { $0.common(with: stretch) }.totalDuration
                return stretch.duration >= rubric[.shakeDuration] && time >= Self.share * stretch.duration
            }
        guard !found.isEmpty else { return [] }
        let amount = Self.middle(of: shake, in: found)
        return [
            Finding(
                .videoShaky, .advice, ranges: found, measured: Quantity(amount, .share), threshold: rubric.quantity(.shake),
                confidence: amount >= 1.5 * limit ? 0.92 : 0.8)
        ]
    }

    private static func middle(of series: Series, in ranges: [TimeRange]) -> Double {
        let values = series.steps.indices.filter { index in ranges.contains { $0.overlaps(series.range(at: index)) } }.compactMap { series[$0] }
        return values.isEmpty ? 0 : values.sorted()[values.count / 2]
    }
}

extension TimeRange {
    fileprivate func common(with other: TimeRange) -> TimeRange? {
        let (first, last) = (max(start, other.start), min(end, other.end))
        return first < last ? TimeRange(start: first, end: last) : nil
    }
}
