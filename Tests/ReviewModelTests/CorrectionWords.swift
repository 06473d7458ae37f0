import ReviewModel
import Testing

@Suite("A corrected segment") struct CorrectionWords {
    private static func segment(_ text: String) -> Transcript.Segment {
        let words = text.split(separator: " ").enumerated().map { index, word in
            Transcript.Word(text: String(word), range: TimeRange(start: Double(index), end: Double(index) + 0.8), confidence: 0.5)
        }
        return Transcript.Segment(range: TimeRange(start: 0, end: Double(words.count)), words: words)
    }

    @Test("Words that stay keep their times; the others share what is between")
    func middle() {
        let corrected = Self.segment("the sum of a triangle").reading("the  sine of all\nangles triangle")
        #expect(corrected.text == "the sine of all angles triangle")
        #expect(corrected.words.first?.range == TimeRange(start: 0, end: 0.8))
        #expect(corrected.words.last?.range == TimeRange(start: 4, end: 4.8))
        #expect(corrected.words[1].range.start == 1 && abs(corrected.words[4].range.end - 3.8) < 1e-9)
        #expect(zip(corrected.words, corrected.words.dropFirst()).allSatisfy { $0.range.end <= $1.range.start + 1e-9 })
    }

    @Test("Words can be put in, taken away, and all be others", arguments: ["a b c", "a b x c", "a c", "x", "", "a a b c c", "c b a"])
    func every(text: String) {
        let corrected = Self.segment("a b c").reading(text)
        #expect(corrected.text == text && corrected.range == TimeRange(start: 0, end: 3))
        #expect(corrected.words.allSatisfy { $0.range.start >= 0 && $0.range.end <= 3 && $0.range.start <= $0.range.end })
        #expect(zip(corrected.words, corrected.words.dropFirst()).allSatisfy { $0.range.start <= $1.range.start })
    }

    @Test("A correction of other words than those that are there does not count")
    func stale() {
        let transcript = Transcript(language: "en", engine: "test", segments: [Self.segment("a b"), Self.segment("c")], speech: [])
        let corrections = [
            Correction(segment: 0, original: "a c", text: "x", correctedAt: 0), Correction(segment: 1, original: "c", text: "y", correctedAt: 0),
            Correction(segment: 7, original: "c", text: "z", correctedAt: 0),
        ]
        let (corrected, segments) = transcript.corrected(by: corrections)
        #expect(corrected.segments.map(\.text) == ["a b", "y"] && segments == [1])
    }
}
