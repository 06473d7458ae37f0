package import ReviewModel

/// Fewer pictures a second, on average, than motion needs. Holes are not counted, they are told of as such.
///
/// A screen recording that adds a picture only when something changes has a low average and shows motion well: while its shortest intervals are
/// short, it is not slow.
package struct FrameRateRule: Rule {
    package init() {}

    package let codes: [FindingCode] = [.videoFrameRateLow]

    /// 14.985, the rate of NTSC clocks, is as good as 15.
    private static let tolerance = 0.005
    /// An uneven recording shows motion well when this share of its bins has pictures in quick succession.
    private static let quickShare = 0.05

    package func findings(in recording: Recording, by rubric: Rubric) -> [Finding] {
        guard let measurements = recording.measurements, let end = measurements.summary.videoEnd, measurements.summary.frames > 2 else { return [] }
        let holes = TimestampGapRule.gaps(in: recording, by: rubric).map(\.range).filter { $0.duration > 0 }.merged()
        let seconds = end - (measurements.summary.videoStart ?? 0) - holes.totalDuration
        let limit = rubric[.minimumFrameRate]
        guard seconds > 0.5 else { return [] }
        let rate = Double(measurements.summary.frames) / seconds
        guard rate < limit * (1 - Self.tolerance), !isQuick(measurements, until: end, limit, rubric) else { return [] }
        return [
            Finding(
                .videoFrameRateLow, .advice, measured: Quantity(rate, .framesPerSecond), threshold: rubric.quantity(.minimumFrameRate),
                confidence: rate < 0.9 * limit ? 0.97 : 0.85)
        ]
    }

    private func isQuick(_ measurements: MeasurementSet, until end: Double, _ limit: Double, _ rubric: Rubric) -> Bool {
        guard let cadence = Cadence(measurements), !cadence.bins.isEmpty else { return false }
        guard cadence.steadyShare(of: TimeRange(start: 0, end: end), spread: rubric[.frameRateSpread]) ?? 1 < 0.5 else { return false }
        let quick = cadence.bins.count { $0.shortest <= 1 / limit }
        return Double(quick) >= Self.quickShare * Double(cadence.bins.count)
    }
}
