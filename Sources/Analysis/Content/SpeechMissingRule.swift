package import ReviewModel

/// A recording with sound in which nobody speaks: the wrong microphone, or none.
///
/// Facts: `speech`, seconds of speech that were heard; `duration`, seconds of the recording. Measured is the share of speech.
package struct SpeechMissingRule: Rule {
    package init() {}

    package let codes: [FindingCode] = [.speechMissing]

    /// Seconds: a shorter recording is a title or a test.
    private static let shortest = 10.0
    /// Words that are speech, whatever their share: nobody is told that nothing is said beside a transcript.
    private static let enoughWords = 20

    package func findings(in recording: Recording, by rubric: Rubric) -> [Finding] {
        guard recording.media.audio != nil, let transcript = recording.transcript, let duration = recording.duration,
            duration > Self.shortest, transcript.words.count < Self.enoughWords
        else { return [] }
        let loudest = loudest(in: recording)
        // A recording without any signal is `audio.silent`, which says it better.
        if let loudest, loudest <= rubric[.silenceLevel] { return [] }
        let speech = transcript.spans.totalDuration
        let share = speech / duration
        guard share < rubric[.speechShare] else { return [] }
        return [
            Finding(
                .speechMissing, .shouldFix, measured: Quantity(share, .share), threshold: rubric.quantity(.speechShare),
                confidence: loudest == nil ? 0.7 : 0.9, facts: ["speech": speech, "duration": duration])
        ]
    }

    /// The highest level of any channel, dBFS; nil where sound was not measured.
    private func loudest(in recording: Recording) -> Double? {
        recording.measurements?.channelLevels.compactMap { $0.measured.max() }.max()
    }
}
