package import ReviewModel

/// Peaks so high that players and encoders distort them.
package struct TruePeakRule: Rule {
    package init() {}

    package let codes: [FindingCode] = [.audioTruePeak]

    package func findings(in recording: Recording, by rubric: Rubric) -> [Finding] {
        guard let measurements = recording.measurements, let highest = measurements.summary.truePeak else { return [] }
        let limit = rubric[.truePeak]
        guard highest > limit else { return [] }
        let ranges = measurements[.truePeak]?.ranges { $0 > limit }.merged(gap: 1) ?? []
        return [
            Finding(
                .audioTruePeak, .advice, ranges: ranges, measured: Quantity(highest, .decibelsTruePeak), threshold: rubric.quantity(.truePeak),
                confidence: 0.98)
        ]
    }
}
