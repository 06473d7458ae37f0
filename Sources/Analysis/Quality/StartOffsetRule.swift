package import ReviewModel

/// Sound and picture that do not start together (EBU R 37: sound at most 40 ms early or 60 ms late).
///
/// Facts: `offset` in seconds, positive when the sound starts late.
package struct StartOffsetRule: Rule {
    package init() {}

    package let codes: [FindingCode] = [.startOffset]

    package func findings(in recording: Recording, by rubric: Rubric) -> [Finding] {
        guard let measurements = recording.measurements, let picture = measurements.summary.videoStart, let sound = measurements.summary.audioStart
        else { return [] }
        let offset = sound - picture
        let priming = Self.priming(recording.media)
        let limit = offset < 0 ? rubric[.soundEarly] + (Self.hasEditLists(recording.media) ? 0 : priming) : rubric[.soundLate]
        // Fragmented movies may lack the edit list that cuts the lead-in off.
        let clear = 1.5 * (offset < 0 ? rubric[.soundEarly] + priming : limit)
        guard abs(offset) > limit, !isToldAsSilence(recording, until: sound, rubric) else { return [] }
        return [
            Finding(
                .startOffset, .shouldFix, ranges: [TimeRange(start: min(picture, sound), end: max(picture, sound))],
                measured: Quantity(abs(offset), .seconds), threshold: rubric.quantity(offset < 0 ? .soundEarly : .soundLate),
                confidence: abs(offset) > clear ? 0.92 : 0.7, facts: ["offset": offset])
        ]
    }

    /// What an encoder of sound puts in front of the first sound, in samples: at most this many.
    private static let leadIn: [String: Double] = ["aac": 2112, "mp3": 1105, "mp2": 481]
    /// AVI has no times of presentation: the first picture appears late by as many as the encoder reorders.
    private static let reordered = 0.12

    /// How much earlier than the picture the sound may start for no reason but the codec's, in seconds.
    private static func priming(_ media: MediaInfo) -> Double {
        guard let audio = media.audio, audio.sampleRate > 0 else { return 0 }
        return (leadIn[audio.codec] ?? 0) / Double(audio.sampleRate) + (media.container == "avi" ? reordered : 0)
    }

    /// MP4 and MOV cut the lead-in off; in other containers it stays, and is silent.
    private static func hasEditLists(_ media: MediaInfo) -> Bool {
        media.container.split(separator: ",").contains("mov")
    }

    private func isToldAsSilence(_ recording: Recording, until sound: Double, _ rubric: Rubric) -> Bool {
        SilenceRule().findings(in: recording, by: rubric).contains { $0.code == .audioSilent || $0.ranges.contains { $0.contains(sound / 2) } }
    }
}
