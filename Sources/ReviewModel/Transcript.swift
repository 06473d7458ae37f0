/// What was said, word by word.
package struct Transcript: Sendable, Codable, Hashable {
    /// ISO 639-1.
    package var language: String
    /// What recognised it, for example `whisper.cpp ggml-tiny.en`.
    package var engine: String
    package var segments: [Segment]
    /// Where a voice was heard, whether or not words were recognised.
    package var speech: [TimeRange]

    package init(language: String, engine: String, segments: [Segment], speech: [TimeRange]) {
        self.language = language
        self.engine = engine
        self.segments = segments
        self.speech = speech
    }

    package var words: [Word] { segments.flatMap(\.words) }

    /// The mean confidence of all words, 0 to 1; nil without words.
    package var confidence: Double? {
        let words = words
        return words.isEmpty ? nil : words.reduce(0) { $0 + $1.confidence } / Double(words.count)
    }

    /// A sentence or a breath of speech.
    package struct Segment: Sendable, Codable, Hashable {
        package var range: TimeRange
        package var words: [Word]

        package init(range: TimeRange, words: [Word]) {
            self.range = range
            self.words = words
        }

        package var text: String { words.map(\.text).joined(separator: " ") }
    }

    package struct Word: Sendable, Codable, Hashable {
        /// As it is written in a caption, punctuation included, without spaces round it.
        package var text: String
        package var range: TimeRange
        /// The recogniser's probability, 0 to 1.
        package var confidence: Double

        package init(text: String, range: TimeRange, confidence: Double) {
            self.text = text
            self.range = range
            self.confidence = confidence
        }
    }
}
