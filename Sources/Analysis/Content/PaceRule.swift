package import ReviewModel

/// Speech that is too fast to follow or slow enough to lose its listeners, judged minute by minute of speech.
///
/// Facts: `average`, words per minute over the whole recording; `minutes`, minutes of speech outside the bounds. Measured is
/// the extreme rate of any minute.
package struct PaceRule: Rule {
    package init() {}

    package let codes: [FindingCode] = [.speechPaceFast, .speechPaceSlow]

    /// Seconds of speech that are judged together.
    static let window = 60.0
    /// Seconds of speech under which nothing can be said of pace.
    static let leastSpeech = 20.0
    /// Seconds of silence across which two neighbouring ranges are reported as one.
    private static let joined = 10.0

    package func findings(in recording: Recording, by rubric: Rubric) -> [Finding] {
        guard let transcript = recording.transcript else { return [] }
        let clock = SpeechClock(transcript)
        guard clock.total >= Self.leastSpeech else { return [] }
        let length = min(Self.window, clock.total)
        let windows = PaceWindow.slide(length, over: transcript, clock).filter { $0.confidence >= rubric[.paceConfidence] }
        // Less than a minute is a sample: a lively opening, a slow title.
        let certainty = length < Self.window ? 0.5 : 0.85

        func finding(_ code: FindingCode, _ setting: Rubric.Setting, _ windows: [PaceWindow], extreme: PaceWindow?) -> Finding? {
            guard let extreme else { return nil }
            let ranges = windows.flatMap { clock.ranges(from: $0.start, to: $0.start + length) }.merged()
            let facts = [
                "average": Double(transcript.words.count) / clock.total * 60, "minutes": ranges.totalDuration / 60,
            ]
            return Finding(
                code, .advice, ranges: ranges.merged(gap: Self.joined), measured: Quantity(extreme.rate, .wordsPerMinute),
                threshold: rubric.quantity(setting), confidence: certainty * min(1, extreme.confidence + 0.2), facts: facts)
        }
        let fast = windows.filter { $0.rate > rubric[.paceFast] }
        // Speech of which no words came out makes the rest look slow.
        let slow = windows.filter { $0.rate < rubric[.paceSlow] && $0.isUnderstood }
        return [
            finding(.speechPaceFast, .paceFast, fast, extreme: fast.max { $0.rate < $1.rate }),
            finding(.speechPaceSlow, .paceSlow, slow, extreme: slow.min { $0.rate < $1.rate }),
        ].compactMap(\.self)
    }
}
