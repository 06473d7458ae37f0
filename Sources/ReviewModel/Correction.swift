/// What somebody puts in the place of what was recognised in a segment of a transcript.
package struct Correction: Sendable, Codable, Hashable {
    /// Its place among the transcript's segments, from 0.
    package var segment: Int
    /// What was recognised there. Where that has changed since, the correction does not count.
    package var original: String
    package var text: String
    /// nil where nobody has to say who they are.
    package var actor: String?
    /// Seconds since 1970.
    package var correctedAt: Double

    package init(segment: Int, original: String, text: String, actor: String? = nil, correctedAt: Double) {
        self.segment = segment
        self.original = original
        self.text = text
        self.actor = actor
        self.correctedAt = correctedAt
    }
}

extension Transcript {
    /// The transcript as corrected, and the segments that are.
    package func corrected(by corrections: [Correction]) -> (transcript: Transcript, segments: Set<Int>) {
        var transcript = self
        var changed: Set<Int> = []
        for correction in corrections where segments.indices.contains(correction.segment) {
            let segment = segments[correction.segment]
            guard segment.text == correction.original else { continue }
            transcript.segments[correction.segment] = segment.reading(correction.text)
            changed.insert(correction.segment)
        }
        return (transcript, changed)
    }
}

extension Transcript.Segment {
    /// The segment with other words. Those at its beginning and its end that stay keep their times; the others share the time between, by their
    /// length.
    package func reading(_ text: String) -> Transcript.Segment {
        let texts = text.split(whereSeparator: \.isWhitespace).map(String.init)
        let head = zip(words, texts).prefix { $0.0.text == $0.1 }.count
        let rest = min(words.count, texts.count) - head
        let tail = zip(words.reversed(), texts.reversed()).prefix(rest).prefix { $0.0.text == $0.1 }.count
        let old = words[head..<words.count - tail]
        let start = old.first?.range.start ?? (head > 0 ? words[head - 1].range.end : range.start)
        let end = max(start, old.last?.range.end ?? (tail > 0 ? words[words.count - tail].range.start : range.end))
        let fresh = texts[head..<texts.count - tail]
        let letters = Double(max(1, fresh.reduce(0) { $0 + $1.count }))
        var begin = start
        let between = fresh.map { text in
            let share = (end - start) * Double(text.count) / letters
            defer { begin += share }
            return Transcript.Word(text: text, range: TimeRange(start: begin, end: begin + share), confidence: 1)
        }
        return Transcript.Segment(range: range, words: Array(words.prefix(head)) + between + Array(words.suffix(tail)))
    }
}
