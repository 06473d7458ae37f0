package import ReviewModel

/// What a phone's one small speaker makes of the recording: the sides cancel each other out, or all of it is too deep for the speaker.
///
/// Facts: `loudness` in LUFS on the phone.
package struct PhoneRule: Rule {
    package init() {}

    package let codes: [FindingCode] = [.audioPhoneInaudible]

    /// Below this there is no programme to speak of, only noise: the recording is silent.
    private static let nothing = -60.0
    /// A fall this far over the threshold leaves no doubt, in LU.
    private static let clear = 2.0

    package func findings(in recording: Recording, by rubric: Rubric) -> [Finding] {
        guard let summary = recording.measurements?.summary, let heard = summary.integratedLoudness, heard > Self.nothing,
            let phone = summary.phoneLoudness
        else { return [] }
        let fall = heard - phone
        guard fall > rubric[.phoneFall] else { return [] }
        return [
            Finding(
                .audioPhoneInaudible, .mustFix, measured: Quantity(fall, .loudnessRange), threshold: rubric.quantity(.phoneFall),
                confidence: fall > rubric[.phoneFall] + Self.clear ? 0.96 : 0.8, facts: ["loudness": phone])
        ]
    }
}
