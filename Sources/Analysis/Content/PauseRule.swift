package import ReviewModel

/// Dead time inside the talk: nothing is said, nothing moves on the screen, and nothing is played.
///
/// Facts: `count`, the pauses; `longest` and `total`, seconds. Measured is the longest.
package struct PauseRule: Rule {
    package init() {}

    package let codes: [FindingCode] = [.speechPauseLong]

    package func findings(in recording: Recording, by rubric: Rubric) -> [Finding] {
        guard let transcript = recording.transcript, recording.media.video == nil || recording.measurements?.motion != nil else { return [] }
        let least = rubric[.pauseDuration]
        let activity = Activity(recording)
        let pauses = gaps(in: transcript)
            .filter { $0.duration > least }
            .flatMap { activity.idle(in: $0) }
            .filter { $0.duration > least }
        guard let longest = pauses.map(\.duration).max() else { return [] }
        return [
            Finding(
                .speechPauseLong, .advice, ranges: pauses, measured: Quantity(longest, .seconds), threshold: rubric.quantity(.pauseDuration),
                confidence: 0.9, facts: ["count": Double(pauses.count), "longest": longest, "total": pauses.totalDuration])
        ]
    }

    /// Where nobody speaks between the first word and the last. What is before and after is no pause but a start or an end;
    /// a voice heard there that said nothing, as in a music intro, does not make it one.
    private func gaps(in transcript: Transcript) -> [TimeRange] {
        guard let first = transcript.words.first?.range.start, let last = transcript.words.last?.range.end else { return [] }
        let spans = transcript.spans.filter { $0.end > first && $0.start < last }
        return zip(spans, spans.dropFirst()).map { TimeRange(start: $0.end, end: $1.start) }
    }
}
