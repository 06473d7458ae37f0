internal import ReviewModel

/// How fast somebody speaks over a stretch of the speech clock.
struct PaceWindow {
    /// What the speech clock shows at its start, seconds.
    var start: Double
    /// Words per minute.
    var rate: Double
    /// The mean confidence of its words, 0 to 1; 0 without words.
    var confidence: Double
    /// Whether words were recognised in nearly all of its speech.
    var isUnderstood: Bool

    /// Seconds of speech between two windows.
    private static let step = 1.0
    /// Seconds of speech without any word, and the share of a window they may make up.
    private static let leastUnheard = 2.0
    private static let unheardShare = 0.1

    /// Every window of a length, in seconds of speech, from the first second to the last.
    static func slide(_ length: Double, over transcript: Transcript, _ clock: SpeechClock) -> [PaceWindow] {
        let words = transcript.words.sorted { $0.range.start < $1.range.start }
        let times = words.map { clock.reading(at: $0.range.middle) }
        let holes = holes(between: words, clock)
        let last = clock.total - length
        // The end is looked at too, where the steps do not meet it.
        let starts = Array(stride(from: 0, to: last, by: step)) + [max(0, last)]
        var (first, end) = (0, 0)
        var sum = 0.0
        return starts.map { start in
            while end < times.count, times[end] < start + length {
                sum += words[end].confidence
                end += 1
            }
            while first < end, times[first] < start {
                sum -= words[first].confidence
                first += 1
            }
            let count = Double(end - first)
            let window = TimeRange(start: start, end: start + length)
            let unheard = holes.reduce(0) { $0 + max(0, min($1.end, window.end) - max($1.start, window.start)) }
            return PaceWindow(
                start: start, rate: count * 60 / length, confidence: count > 0 ? sum / count : 0,
                isUnderstood: unheard <= length * unheardShare)
        }
    }

    /// Where the speech clock runs, by a voice that was heard, and no words come: seconds of the speech clock.
    private static func holes(between words: [Transcript.Word], _ clock: SpeechClock) -> [TimeRange] {
        let ends = [0] + words.map { clock.reading(at: $0.range.end) }
        let starts = words.map { clock.reading(at: $0.range.start) } + [clock.total]
        return zip(ends, starts).map { TimeRange(start: $0, end: $1) }.filter { $0.duration >= leastUnheard }
    }
}
