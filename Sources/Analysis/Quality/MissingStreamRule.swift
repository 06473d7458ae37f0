package import ReviewModel

/// A recording without a picture or without sound.
package struct MissingStreamRule: Rule {
    package init() {}

    package let codes: [FindingCode] = [.videoMissing, .audioMissing]

    package func findings(in recording: Recording, by rubric: Rubric) -> [Finding] {
        var findings: [Finding] = []
        if recording.media.video == nil { findings.append(Finding(.videoMissing, .mustFix, confidence: 1)) }
        if recording.media.audio == nil { findings.append(Finding(.audioMissing, .mustFix, confidence: 1)) }
        return findings
    }
}
