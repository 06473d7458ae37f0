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
        let dead = DeadChannelRule().findings(in: recording, by: rubric).first?.facts["share"] ?? 0
        let loudness = dead > 0.9 ? measured + Self.deadSide : measured
        let facts = ["gain": rubric[.loudnessTarget] - loudness]
        let value = Quantity(loudness, .loudness)
        if loudness < rubric[.loudnessLow] {
            return [
                Finding(
                    .audioLoudnessLow, .shouldFix, measured: value, threshold: rubric.quantity(.loudnessLow), confidence: 0.97, facts: facts)
            ]
        }
        if loudness > rubric[.loudnessHigh] {
            return [
                Finding(
                    .audioLoudnessHigh, .shouldFix, measured: value, threshold: rubric.quantity(.loudnessHigh), confidence: 0.97, facts: facts)
            ]
        }
        return []
    }
}
