import ReviewModel

/// The transcript to read: a paragraph for every stretch between two pauses, an empty line between two of them.
enum PlainText {
    /// Seconds of silence that end a paragraph, once it has `leastWords`; so that a hesitation does not.
    static let pause = 2.0
    static let leastWords = 30
    /// Seconds of silence that end any paragraph.
    static let longPause = 5.0

    static func write(_ transcript: Transcript) -> String {
        var paragraphs: [[String]] = []
        var end: Double?
        for word in transcript.words where !word.text.isEmpty {
            let gap = end.map { word.range.start - $0 } ?? .infinity
            let isFull = (paragraphs.last?.count ?? 0) >= leastWords
            if gap >= longPause || gap >= pause && isFull { paragraphs.append([]) }
            paragraphs[paragraphs.count - 1].append(word.text)
            end = word.range.end
        }
        return paragraphs.map { $0.joined(separator: " ") + "\n" }.joined(separator: "\n")
    }
}
