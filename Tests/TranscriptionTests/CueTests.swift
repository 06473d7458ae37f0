import ReviewModel
import Testing

@testable import Transcription

struct CueTests {
    private static let prose = """
        And so my fellow Americans, ask not what your country can do for you; ask what you can do for your country. My fellow \
        citizens of the world: ask not what America will do for you, but what together we can do for the freedom of man. Finally, \
        whether you are citizens of America or citizens of the world, ask of us here the same high standards of strength and \
        sacrifice which we ask of you.
        """

    private func check(_ cues: [Cue]) {
        for cue in cues {
            #expect((1...2).contains(cue.lines.count))
            #expect(cue.lines.allSatisfy { (1...42).contains($0.count) }, "\(cue)")
            #expect(cue.range.duration > 0 && cue.range.duration <= 7.0001, "\(cue)")
        }
        for (cue, next) in zip(cues, cues.dropFirst()) { #expect(cue.range.end <= next.range.start, "\(cue) \(next)") }
    }

    @Test(arguments: [0.15, 0.4, 0.9, 3])
    func captionsKeepTheirBoundsAtEveryPace(secondsPerWord: Double) {
        let source = transcript(Self.prose, secondsPerWord: secondsPerWord)
        let cues = CueBuilder.cues(for: source)
        check(cues)
        #expect(cues.flatMap(\.lines).joined(separator: " ") == source.words.map(\.text).joined(separator: " "))
        if secondsPerWord >= 0.4 { #expect(cues.allSatisfy { $0.range.duration >= 0.9999 }) }
    }

    @Test func captionsEndAtSentencesAndPauses() {
        let cues = CueBuilder.cues(for: transcript([("That is a first sentence. And a second one", 0), ("after a pause", 8)]))
        #expect(cues.map { $0.lines.joined(separator: " ") } == ["That is a first sentence.", "And a second one", "after a pause"])
    }

    @Test func aFullCaptionIsCutBehindPunctuation() {
        let text = "when we look at the whole of the table before us, there are more columns than anyone can read"
        let cues = CueBuilder.cues(for: transcript(text, secondsPerWord: 0.3))
        #expect(cues.first?.lines.joined(separator: " ").hasSuffix("before us,") == true)
    }

    @Test func shortWordsAreShownForASecondWhereThereIsRoom() throws {
        let cues = CueBuilder.cues(for: transcript([("Yes.", 5), ("No.", 10)]))
        #expect(cues.map(\.range.duration).allSatisfy { $0 >= 0.9999 })
        #expect(cues[0].range.start == 5)
        // No room behind, so it begins earlier.
        let crowded = CueBuilder.cues(for: transcript([("Yes.", 5), ("No.", 5.9)], secondsPerWord: 0.1))
        check(crowded)
        #expect(abs((try #require(crowded.first)).range.duration - 1) < 0.001)
    }

    @Test func wordsLongerThanALineAreDivided() {
        let address = "https://example.org/" + String(repeating: "abcdefghij", count: 12)
        let cues = CueBuilder.cues(for: transcript("see \(address) for more"))
        check(cues)
        let text = cues.flatMap(\.lines).joined(separator: "").filter { $0 != " " }
        #expect(text == "see\(address)formore")
    }

    @Test func wordsAtOneMomentDoNotOverlap() {
        var source = transcript(Self.prose, secondsPerWord: 0.4)
        for index in source.segments[0].words.indices { source.segments[0].words[index].range = TimeRange(start: 3, end: 3) }
        let cues = CueBuilder.cues(for: source)
        check(cues)
    }

    @Test func linesAreBalanced() {
        #expect(CaptionLayout.lines(["short"]) == ["short"])
        #expect(
            CaptionLayout.lines("we shall measure the length of the table again".split(separator: " ").map(String.init))
                == ["we shall measure the", "length of the table again"])
        #expect(CaptionLayout.lines(Array(repeating: "abcdefgh", count: 12)) == nil)
    }
}
