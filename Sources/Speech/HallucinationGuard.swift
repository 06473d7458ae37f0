import ReviewModel

/// Removes words that Whisper made up. Pure.
///
/// It makes them up where there is no speech (it then says so itself, and is unsure of every word), and when it falls into
/// a loop; either way more words come out than anybody can say.
enum HallucinationGuard {
    /// The model's belief in no speech, together with a mean probability of words under `doubtful`, that drops a piece.
    static let noSpeech = 0.6
    static let doubtful = 0.5
    /// Words a second: nobody is understood above it (360 a minute). Below `fewWords`, times are too coarse to say.
    static let fastest = 6.0
    static let fewWords = 6
    /// A phrase of two to `longestPhrase` words that comes this many times in a row is a loop; one word may be said oftener.
    static let phraseRepeats = 4
    static let wordRepeats = 8
    static let longestPhrase = 12

    /// The words of a piece without its loops; none when the piece was no speech.
    static func plausible(_ words: [SpokenWord], noSpeech: Double) -> [SpokenWord] {
        guard !words.isEmpty else { return [] }
        let confidence = words.reduce(0) { $0 + $1.confidence } / Double(words.count)
        if noSpeech > Self.noSpeech, confidence < doubtful { return [] }
        return withoutLoops(words)
    }

    /// Whether a segment holds no more words than can be said in its time.
    static func isSpeakable(_ segment: Transcript.Segment) -> Bool {
        segment.words.count < fewWords || Double(segment.words.count) <= fastest * segment.range.duration
    }

    /// Keeps the first of a phrase that is repeated over and over.
    private static func withoutLoops(_ words: [SpokenWord]) -> [SpokenWord] {
        let keys = words.map { $0.text.lowercased().filter { $0.isLetter || $0.isNumber } }
        var result: [SpokenWord] = []
        var index = 0
        while index < words.count {
            let loop = (1...longestPhrase).lazy.map { (length: $0, repeats: repeats(of: $0, at: index, in: keys)) }
                .first { $0.repeats >= ($0.length == 1 ? wordRepeats : phraseRepeats) }
            let kept = loop?.length ?? 1
            result += words[index..<index + kept]
            index += kept * (loop?.repeats ?? 1)
        }
        return result
    }

    /// How many times in a row the `length` words at `index` come.
    private static func repeats(of length: Int, at index: Int, in keys: [String]) -> Int {
        guard index + length <= keys.count else { return 0 }
        let phrase = keys[index..<index + length]
        var count = 1
        while index + (count + 1) * length <= keys.count,
            keys[index + count * length..<index + (count + 1) * length].elementsEqual(phrase)
        {
            count += 1
        }
        return count
    }
}
