package import ReviewModel

/// Cuts a transcript into captions. Pure.
///
/// A caption holds words that belong together: it ends at the end of a sentence, at a pause, or where it is full; a full
/// one is cut behind its last punctuation, if that leaves enough of it.
package enum CueBuilder {
    /// - Parameter end: seconds at which the recording ends.
    package static func cues(for transcript: Transcript, until end: Double = .infinity) -> [Cue] {
        let words = transcript.words.compactMap(CaptionWord.init).flatMap(\.divided)
        var cues: [Cue] = []
        var current: [CaptionWord] = []
        for (index, word) in words.enumerated() {
            // Divided words can fill a caption again and again.
            while !current.isEmpty, !fits(current + [word]) {
                let count = cutting(current)
                cues.append(cue(Array(current.prefix(count))))
                current.removeFirst(count)
            }
            current.append(word)
            let next = index + 1 < words.count ? words[index + 1] : nil
            if ends(current, before: next) {
                cues.append(cue(current))
                current = []
            }
        }
        return CueTiming.settle(cues, until: end)
    }

    private static func fits(_ words: [CaptionWord]) -> Bool {
        guard let first = words.first, let last = words.last else { return true }
        // One word that lasts too long by the recogniser's account is still one caption.
        guard words.count > 1 else { return true }
        return last.range.end - first.range.start <= CaptionLimits.longest && CaptionLayout.lines(words.map(\.text)) != nil
    }

    /// How many words of a full caption go into it: up to its last punctuation in the second half, else all.
    private static func cutting(_ words: [CaptionWord]) -> Int {
        let marked = words.indices.dropFirst(words.count / 2).last { words[$0].endsClause }
        return marked.map { $0 + 1 } ?? words.count
    }

    private static func ends(_ words: [CaptionWord], before next: CaptionWord?) -> Bool {
        guard let next, let first = words.first, let last = words.last else { return true }
        if next.range.start - last.range.end >= CaptionLimits.pause { return true }
        // "Yes. And then ..." is one caption: a sentence too short to be read alone takes the next one with it.
        return last.endsSentence && last.range.end - first.range.start >= CaptionLimits.shortest
    }

    private static func cue(_ words: [CaptionWord]) -> Cue {
        let range = TimeRange(start: words[0].range.start, end: words[words.count - 1].range.end)
        return Cue(range: range, lines: CaptionLayout.lines(words.map(\.text)) ?? [])
    }
}

/// A word as captions need it.
private struct CaptionWord {
    var text: String
    var range: TimeRange

    /// Nil for a word without a text, which no caption can show. Line ends within a word would break the formats.
    init?(_ word: Transcript.Word) {
        text = word.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        range = word.range
        if text.isEmpty { return nil }
    }

    private init(text: String, range: TimeRange) {
        self.text = text
        self.range = range
    }

    /// Pieces that fit a line, each with its share of the time.
    var divided: [CaptionWord] {
        let pieces = CaptionLayout.divide(text)
        let share = range.duration / Double(pieces.count)
        return pieces.enumerated().map { index, piece in
            let start = range.start + Double(index) * share
            return CaptionWord(text: piece, range: TimeRange(start: start, end: start + share))
        }
    }

    var endsSentence: Bool { mark.map { ".?!。？！".contains($0) } ?? false }
    var endsClause: Bool { mark.map { ".?!,;:。？！、，".contains($0) } ?? false }

    /// The last character that is no closing quote or bracket.
    private var mark: Character? { text.last { !"\"')]”’»".contains($0) } }
}
