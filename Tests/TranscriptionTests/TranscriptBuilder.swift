import ReviewModel

/// A transcript of words that follow each other at a steady pace.
func transcript(_ text: String, from start: Double = 0, secondsPerWord: Double = 0.4) -> Transcript {
    transcript([(text, start)], secondsPerWord: secondsPerWord)
}

/// The same, with a segment for every phrase and its start in seconds.
func transcript(_ phrases: [(String, Double)], secondsPerWord: Double = 0.4) -> Transcript {
    let segments = phrases.map { text, start in
        let words = text.split(separator: " ").enumerated().map { index, word in
            let from = start + Double(index) * secondsPerWord
            return Transcript.Word(text: String(word), range: TimeRange(start: from, end: from + secondsPerWord * 0.9), confidence: 0.9)
        }
        return Transcript.Segment(range: TimeRange(start: start, end: words.last?.range.end ?? start), words: words)
    }
    return Transcript(language: "en", engine: "test", segments: segments, speech: segments.map(\.range))
}
