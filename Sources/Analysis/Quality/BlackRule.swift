package import ReviewModel

/// A black picture inside the recording. Fades at its very start and end do not count.
package struct BlackRule: Rule {
    package init() {}

    package let codes: [FindingCode] = [.videoBlack]

    package func findings(in recording: Recording, by rubric: Rubric) -> [Finding] {
        guard let measurements = recording.measurements, let brightest = measurements[.lumaHighMaximum],
            let darkest = measurements[.lumaHighMinimum], let end = measurements.summary.videoEnd
        else { return [] }
        let start = measurements.summary.videoStart ?? 0
        let limit = rubric[.blackLuma]
        let edges = PictureEdges(
            changes: measurements.events(.pictureChange), interval: brightest.interval, motionFirst: measurements[.motionFirst],
            motionLast: measurements[.motionLast])
        let ranges = Self.without(measurements[.lumaPeak], above: rubric[.blackPeak], in: brightest).ranges { $0 <= limit }
            .map { edges.refine($0, partial: darkest, passes: { $0 <= limit }) }
            .filter { range in
                let isFade = range.start <= start + brightest.interval || range.end >= end - brightest.interval
                return isFade ? range.duration > rubric[.blackFade] + Self.slack : range.duration >= rubric[.blackDuration] - Self.slack
            }
        guard let longest = ranges.map(\.duration).max() else { return [] }
        return [
            Finding(
                .videoBlack, .mustFix, ranges: ranges, measured: Quantity(longest, .seconds), threshold: rubric.quantity(.blackDuration),
                confidence: 0.97)
        ]
    }

    /// Half a millisecond: times of pictures are rounded.
    private static let slack = 0.0005

    /// The series without the bins in which something bright is shown, small as it is: print on a black slide.
    private static func without(_ peak: Series?, above limit: Double, in series: Series) -> Series {
        guard let peak else { return series }
        var result = series
        for index in 0..<min(series.count, peak.count) where (peak[index] ?? 0) > limit { result.steps[index] = Series.missing }
        return result
    }
}
