package import ReviewModel

/// Turns the probability of speech, frame by frame, into spans of speech. Pure; the network behind it is `VoiceActivity`.
///
/// Two thresholds keep a voice near the edge from flickering, as in Silero's own `get_speech_timestamps`.
package struct SpeechGate {
    /// A frame at or above it begins speech.
    static let onset: Float = 0.5
    /// A frame below it may end speech.
    static let offset: Float = 0.35
    /// Seconds below `offset` that end speech: less is a stop within a word.
    static let minimumSilence = 0.2
    /// Seconds: shorter sounds are coughs and clicks.
    static let minimumSpeech = 0.2
    /// Seconds by which a span is widened: soft first and last sounds of a word lie below the thresholds.
    static let margin = 0.03

    /// When the speech began that has not ended yet.
    package private(set) var open: Double?
    private var quietSince: Double?
    private var previousEnd = 0.0

    package init() {}

    /// Takes the next frame and gives the span of speech that ended before it, if one did.
    package mutating func add(_ probability: Float, over frame: TimeRange) -> TimeRange? {
        defer { previousEnd = frame.end }
        guard let start = open else {
            if probability >= Self.onset { open = frame.start }
            return nil
        }
        if probability >= Self.onset { quietSince = nil }
        if probability < Self.offset, quietSince == nil { quietSince = frame.start }
        guard let end = quietSince, frame.end - end >= Self.minimumSilence else { return nil }
        return close(start: start, end: end)
    }

    /// Ends the recording and gives the span of speech that reached to its end, if one did.
    package mutating func finish() -> TimeRange? {
        open.flatMap { close(start: $0, end: quietSince ?? previousEnd) }
    }

    private mutating func close(start: Double, end: Double) -> TimeRange? {
        open = nil
        quietSince = nil
        guard end - start >= Self.minimumSpeech else { return nil }
        return TimeRange(start: max(0, start - Self.margin), end: end + Self.margin)
    }
}
