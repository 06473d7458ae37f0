package import ReviewModel

/// Programme loudness outside what learners can follow without reaching for the volume (EBU R 128 measurement).
///
/// Facts: `gain` in dB that brings it to the rubric's target.
package struct LoudnessRule: Rule {
    package init() {}

    package let codes: [FindingCode] = [.audioLoudnessLow, .audioLoudnessHigh]

    /// Below this there is no programme to speak of, only noise: the recording is silent.
    private static let nothing = -70.0
    /// What a dead side takes from the measurement: the one that lives is heard from both speakers once it is repaired.
    private static let deadSide = 3.01

    package func findings(in recording: Recording, by rubric: Rubric) -> [Finding] {
        guard let measurements = recording.measurements, let measured = measurements.summary.integratedLoudness, measured > Self.nothing else {
            return []
        }
        let loudness = DeadSides(measurements, by: rubric).isOneSided ? measured + Self.deadSide : measured
        let (code, limit): (FindingCode, Rubric.Setting)
        if loudness < rubric[.loudnessLow] {
            (code, limit) = (.audioLoudnessLow, .loudnessLow)
        } else if loudness > rubric[.loudnessHigh] {
            (code, limit) = (.audioLoudnessHigh, .loudnessHigh)
        } else {
            return []
        }
        return [
            Finding(
                code, .shouldFix, measured: Quantity(loudness, .loudness), threshold: rubric.quantity(limit), confidence: 0.97,
                facts: ["gain": rubric[.loudnessTarget] - loudness])
        ]
    }
}
