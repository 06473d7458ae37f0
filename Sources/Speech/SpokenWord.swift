import ReviewModel

/// A word as tokens make it, before its times are settled: seconds from the start of the piece.
struct SpokenWord: Equatable {
    var text: String
    var start: Double
    var end: Double
    /// The mean probability of its tokens, punctuation left out.
    var confidence: Double
}

extension Recognition {
    /// Seconds by which the decoder's attention leaves a word late: about the mean over twelve word ends of jfk.wav, read off the
    /// waveform, with tiny.en. Other models and voices were not measured.
    static let attentionLag = 0.08

    /// Joins tokens to words: one that begins with a space begins a word, punctuation belongs to the word before it.
    ///
    /// - Parameter spaced: whether the language writes spaces between words; where not, every whole character begins one.
    func words(spaced: Bool = true) -> [SpokenWord] {
        var words: [SpokenWord] = []
        var builder = WordBuilder()
        var before = 0.0
        for token in tokens {
            let end = max(before, token.end - Self.attentionLag)
            let begins = spaced ? token.bytes.first == UInt8(ascii: " ") : builder.isWhole
            if begins, let word = builder.take() { words.append(word) }
            builder.add(token, start: before, end: end)
            before = end
        }
        if let word = builder.take() { words.append(word) }
        return words.attachingPunctuation()
    }
}

/// Collects the tokens of one word.
private struct WordBuilder {
    private var bytes: [UInt8] = []
    private var start = 0.0
    private var end = 0.0
    private var probabilities: [Double] = []

    /// Whether the bytes so far are whole characters.
    var isWhole: Bool { String(validating: bytes, as: UTF8.self) != nil }

    mutating func add(_ token: Recognition.Token, start: Double, end: Double) {
        if bytes.isEmpty { self.start = start }
        let isFirst = probabilities.isEmpty
        bytes += token.bytes
        // A comma's time is the pause behind the word, and its probability is not the word's.
        guard isFirst || !token.isPunctuation else { return }
        self.end = end
        probabilities.append(token.probability)
    }

    mutating func take() -> SpokenWord? {
        defer { self = WordBuilder() }
        let text = String(decoding: bytes, as: UTF8.self).trimmingSpaces()
        guard !text.isEmpty, !probabilities.isEmpty else { return nil }
        let confidence = probabilities.reduce(0, +) / Double(probabilities.count)
        return SpokenWord(text: text, start: start, end: end, confidence: min(1, max(0, confidence)))
    }
}

extension Recognition.Token {
    fileprivate var isPunctuation: Bool {
        let text = String(decoding: bytes, as: UTF8.self).trimmingSpaces()
        return !text.isEmpty && text.allSatisfy(\.isPunctuation)
    }
}

extension [SpokenWord] {
    /// Gives marks that stand alone to the word before them, and drops those that have none, dashes and quotes.
    fileprivate func attachingPunctuation() -> [SpokenWord] {
        var result: [SpokenWord] = []
        for word in self {
            if word.text.allSatisfy({ ".,;:?!…。，、？！".contains($0) }) {
                if !result.isEmpty { result[result.count - 1].text += word.text }
            } else if !word.text.allSatisfy({ "-–—\"'“”‘’«»".contains($0) }) {
                result.append(word)
            }
        }
        return result
    }
}

extension String {
    fileprivate func trimmingSpaces() -> String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
