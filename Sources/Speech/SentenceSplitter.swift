import ReviewModel

/// Splits the words of a piece into sentences and breaths. Pure.
enum SentenceSplitter {
    /// Seconds between two words that end a breath.
    static let breath = 0.8
    /// Seconds of a segment from which on a comma ends it too.
    static let longSegment = 12.0

    static func segments(of words: [Transcript.Word]) -> [Transcript.Segment] {
        var segments: [Transcript.Segment] = []
        var current: [Transcript.Word] = []
        for (index, word) in words.enumerated() {
            current.append(word)
            let next = index + 1 < words.count ? words[index + 1] : nil
            guard endsSegment(word, before: next, begun: current[0].range.start) else { continue }
            segments.append(Transcript.Segment(range: TimeRange(start: current[0].range.start, end: word.range.end), words: current))
            current = []
        }
        return segments
    }

    private static func endsSegment(_ word: Transcript.Word, before next: Transcript.Word?, begun: Double) -> Bool {
        guard let next else { return true }
        if next.range.start - word.range.end >= breath { return true }
        let mark = word.text.last { !"\"')]”’»".contains($0) }
        // "3.5" is one word, and "Dr. Smith" has no pause behind its stop.
        if let mark, "?!。？！".contains(mark) { return true }
        if mark == "." { return next.text.first?.isLowercase != true && !abbreviations.contains(word.text) }
        return mark == "," && word.range.end - begun >= longSegment
    }

    private static let abbreviations: Set<String> = ["Dr.", "Mr.", "Mrs.", "Ms.", "Prof.", "St.", "vs.", "Fig.", "e.g.", "i.e.", "etc."]
}
