package import ReviewModel

/// A camera's picture that is too dark, burnt out or washed out for seconds on end.
///
/// Only a camera's picture is judged, never slides: a dark theme is meant, and so is a white page. A lit speaker on a
/// black stage is not too dark, nor is a night scene with bright lights; a speaker before a white wall is not burnt out; and a whiteboard that
/// fills the picture is not washed out.
///
/// Facts: `mean`, `low` and `high`, the mean, the 2nd and the 98th percentile of luma where it was found.
package struct ExposureRule: Rule {
    package init() {}

    package let codes: [FindingCode] = [.videoUnderexposed, .videoOverexposed, .videoContrastLow]

    package func findings(in recording: Recording, by rubric: Rubric) -> [Finding] {
        guard let measurements = recording.measurements, let light = Light(measurements) else { return [] }
        let shown = measurements.ranges(of: [.camera])
        guard !shown.isEmpty else { return [] }
        let dark = (
            mean: rubric[.underexposedMean], high: rubric[.underexposedHigh], black: rubric[.blackLuma], subject: rubric[.underexposedSubject]
        )
        let pale = (mean: rubric[.overexposedMean], low: rubric[.overexposedLow], high: rubric[.overexposedHigh])
        let burnt = (mean: rubric[.overexposedMost], subject: rubric[.overexposedSubject])
        let flat = (span: rubric[.contrastSpan], low: rubric[.contrastLow], bright: rubric[.contrastBright])
        return [
            finding(.videoUnderexposed, of: light, in: shown, rubric, rubric.quantity(.underexposedMean), \.mean) {
                $0.mean <= dark.mean && $0.high <= dark.high && $0.high > dark.black && $0.subject.lowerBound <= dark.subject
            },
            finding(.videoOverexposed, of: light, in: shown, rubric, rubric.quantity(.overexposedMean), \.mean) {
                let isPale = $0.mean >= pale.mean && $0.low >= pale.low
                let isBurnt = $0.mean >= burnt.mean && $0.subject.upperBound >= burnt.subject
                return (isPale || isBurnt) && $0.high >= pale.high
            },
            finding(.videoContrastLow, of: light, in: shown, rubric, rubric.quantity(.contrastSpan), \.span) {
                $0.span < flat.span && $0.low >= flat.low && $0.low <= flat.bright && $0.high < pale.high
            },
        ].compactMap(\.self)
    }

    /// A bin or two beyond the limit, as a bright slide passes through the picture, do not end it, in seconds.
    private static let breath = 0.41

    private func finding(
        _ code: FindingCode, of light: Light, in shown: [TimeRange], _ rubric: Rubric, _ threshold: Quantity, _ figure: (Light.Bin) -> Double,
        where isFaulty: (Light.Bin) -> Bool
    ) -> Finding? {
        let ranges = light.ranges(in: shown, where: isFaulty, breath: Self.breath).filter { $0.duration >= rubric[.exposureDuration] - 0.001 }
        let bins = ranges.flatMap(light.bins)
        guard !bins.isEmpty else { return nil }
        func middle(_ value: (Light.Bin) -> Double) -> Double { bins.map(value).sorted()[bins.count / 2] }
        let measured = middle(figure)
        let margin = abs(measured - threshold.value) / threshold.value
        return Finding(
            code, .shouldFix, ranges: ranges, measured: Quantity(measured, .luma), threshold: threshold,
            confidence: margin > 0.2 ? 0.9 : margin > 0.08 ? 0.85 : 0.75,
            facts: ["mean": middle(\.mean), "low": middle(\.low), "high": middle(\.high)])
    }
}
