import ReviewModel

/// Reconciles the times that attention gives to words with the sound. Pure.
///
/// Attention knows the order of words well and silence badly: it lets a word last through the pause beside it. Voice
/// activity knows exactly where nobody speaks.
enum WordTimes {
    /// Seconds: no word is shorter.
    static let shortest = 0.02
    /// Seconds of a word that must lie in speech for speech to bound it.
    static let leastOverlap = 0.06

    /// - Parameters:
    ///   - words: times from the start of the piece.
    ///   - piece: what was recognised; words stay within it.
    static func settle(_ words: [SpokenWord], in piece: SpeechSegmenter.Piece) -> [Transcript.Word] {
        var end = piece.range.start
        return words.map { word in
            let heard = TimeRange(start: piece.range.start + word.start, end: piece.range.start + word.end)
            var range = bound(heard, by: piece.speech)
            range.start = min(max(range.start, end), max(end, piece.range.end - shortest))
            range.end = max(range.start + shortest, min(range.end, piece.range.end))
            end = range.end
            return Transcript.Word(text: word.text, range: range, confidence: word.confidence)
        }
    }

    /// The part of a word that lies in the span of speech that holds most of it.
    private static func bound(_ word: TimeRange, by speech: [TimeRange]) -> TimeRange {
        let parts = speech.map { TimeRange(start: max($0.start, word.start), end: min($0.end, word.end)) }
        guard let best = parts.max(by: { $0.duration < $1.duration }), best.duration >= leastOverlap else { return word }
        return best
    }
}
