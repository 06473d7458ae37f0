package import ReviewModel

/// Passages that are so much softer or louder than the rest that learners reach for the volume.
///
/// Facts: `sections`, how far apart the softest and the loudest lie, in LU, and `range`, the loudness range in LU, where measured;
/// `gain1`, `gain2` and so on: the decibels that bring the first, second … range to the rest.
package struct UnevenLoudnessRule: Rule {
    package init() {}

    package let codes: [FindingCode] = [.audioLoudnessUneven]

    /// The loudness range of less than this says little (EBU Tech 3342, clause 3), in seconds.
    private static let leastForRange = 60.0
    /// By how much the range of the passages in which somebody speaks or plays may lie below the loudness range, which pauses widen, in LU.
    private static let pauses = 2.0
    /// A difference this far over its threshold leaves no doubt, in LU.
    private static let clear = 1.5

    package func findings(in recording: Recording, by rubric: Rubric) -> [Finding] {
        guard let measurements = recording.measurements, let loudness = measurements[.loudnessMomentary] else { return [] }
        let programme = LoudnessSections(loudness, least: rubric[.loudnessSectionDuration])
        let sections = programme.sections
        let spread = (sections.map(\.loudness).max() ?? 0) - (sections.map(\.loudness).min() ?? 0)
        let isUneven = spread > rubric[.loudnessSections]
        let range = measurements.summary.loudnessRange ?? 0
        let isWide =
            range > rubric[.loudnessRange] && loudness.end - loudness.start >= Self.leastForRange
            && programme.range() > rubric[.loudnessRange] - Self.pauses
        guard isUneven || isWide else { return [] }
        let edges = LoudnessEdges(measurements)
        let reference = programme.reference
        let off = isUneven ? sections.filter { abs($0.loudness - reference) > rubric[.loudnessSections] / 2 } : []
        let ranges = off.map { edges.refine($0.range) }
        var facts = ["sections": spread, "range": range]
        for (index, section) in off.enumerated() { facts["gain\(index + 1)"] = reference - section.loudness }
        let measured = isUneven ? spread : range
        let threshold = rubric.quantity(isUneven ? .loudnessSections : .loudnessRange)
        return [
            Finding(
                .audioLoudnessUneven, .shouldFix, ranges: ranges, measured: Quantity(measured, .loudnessRange), threshold: threshold,
                confidence: measured > threshold.value + Self.clear ? 0.93 : 0.8, facts: facts)
        ]
    }
}
