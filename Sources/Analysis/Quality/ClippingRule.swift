package import ReviewModel

/// Stretches in which the waveform is cut off at the top.
///
/// Facts: `samples`, how many lie on flat tops.
package struct ClippingRule: Rule {
    package init() {}

    package let codes: [FindingCode] = [.audioClipping]

    /// Clipped words this close are one stretch, in seconds: an encoder rounds some of the flat tops between them.
    private static let gap = 2.0

    package func findings(in recording: Recording, by rubric: Rubric) -> [Finding] {
        guard let clipped = recording.measurements?[.clippedSamples] else { return [] }
        let stretches = clipped.ranges { $0 > 0 }.merged(gap: Self.gap).map { range in
            let first = Int(((range.start - clipped.start) / clipped.interval).rounded())
            let end = Int(((range.end - clipped.start) / clipped.interval).rounded())
            return (range: range, samples: (first..<end).reduce(0) { $0 + (clipped[$1] ?? 0) })
        }
        let found = stretches.filter { $0.samples >= rubric[.clippedSamples] * max(1, $0.range.duration) }
        guard !found.isEmpty else { return [] }
        let samples = found.reduce(0) { $0 + $1.samples }
        return [
            Finding(
                .audioClipping, .shouldFix, ranges: found.map(\.range), measured: Quantity(samples, .count),
                threshold: rubric.quantity(.clippedSamples), confidence: 0.93, facts: ["samples": samples])
        ]
    }
}
