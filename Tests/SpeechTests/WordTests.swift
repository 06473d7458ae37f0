import ReviewModel
import Testing

@testable import Speech

struct WordTests {
    private func recognition(_ tokens: [(String, Double)], probability: Double = 0.9, noSpeech: Double = 0) -> Recognition {
        Recognition(
            tokens: tokens.map { Recognition.Token(bytes: Array($0.0.utf8), end: $0.1, probability: probability) }, noSpeech: noSpeech)
    }

    @Test func tokensBecomeWords() {
        let words = recognition([(" Am", 0.5), ("eric", 0.8), ("ans", 1), (",", 2), (" ask", 3)]).words()
        #expect(words.map(\.text) == ["Americans,", "ask"])
        // The comma's time is the pause: it ends no word, and the next begins behind it.
        #expect(abs(words[0].end - 0.92) < 1e-9)
        #expect(abs(words[1].start - 1.92) < 1e-9)
    }

    @Test func charactersInPiecesAreJoined() {
        let bytes = Array(" für".utf8)
        let tokens = [bytes[..<3], bytes[3...]].map { Recognition.Token(bytes: Array($0), end: 1, probability: 1) }
        #expect(Recognition(tokens: tokens, noSpeech: 0).words().map(\.text) == ["für"])
        let nihongo = "日本".utf8.map { Recognition.Token(bytes: [$0], end: 1, probability: 1) }
        #expect(Recognition(tokens: nihongo, noSpeech: 0).words(spaced: false).map(\.text) == ["日", "本"])
    }

    @Test func confidenceIsTheMeanOfTheWordsTokens() {
        let tokens = [(" so", 0.4), ("on", 0.8), (".", 0.1)].map {
            Recognition.Token(bytes: Array($0.0.utf8), end: 1, probability: $0.1)
        }
        #expect(abs(Recognition(tokens: tokens, noSpeech: 0).words()[0].confidence - 0.6) < 1e-9)
    }

    @Test(arguments: [
        ([" [", "BLANK", "_", "AUDIO", "]"], []),
        ([" (", "music", " playing", ")", " Hello"], ["Hello"]),
        ([" ♪", " la", " la", " ♪"], []),
        ([" *", "laughs", "*", " yes"], ["yes"]),
        ([" [", "Applause"], ["Applause"]),
        ([" f", "(x", ")", " is"], ["f(x)", "is"]),
        ([" well", " -", " yes", " ..."], ["well", "yes..."]),
    ])
    func whatIsNoSpeechIsLeftOut(tokens: [String], words: [String]) {
        let recognition = recognition(tokens.map { ($0, 1) })
        #expect(NonSpeech.removed(from: recognition.words()).map(\.text) == words)
    }

    @Test func wordsStayInSpeech() {
        let piece = SpeechSegmenter.Piece(
            range: TimeRange(start: 10, end: 20), speech: [TimeRange(start: 10.3, end: 12.3), TimeRange(start: 13.3, end: 15)])
        let spoken = [(0.0, 0.6), (0.6, 2.8), (2.8, 3.9), (3.9, 9.0)].map { SpokenWord(text: "a", start: $0.0, end: $0.1, confidence: 1) }
        let ranges = WordTimes.settle(spoken, in: piece).map(\.range)
        let expected = [(10.3, 10.6), (10.6, 12.3), (13.3, 13.9), (13.9, 15.0)]
        for (range, expected) in zip(ranges, expected) {
            #expect(abs(range.start - expected.0) < 1e-9 && abs(range.end - expected.1) < 1e-9)
        }
    }

    @Test func wordsAtOneMomentFollowEachOther() {
        let piece = SpeechSegmenter.Piece(range: TimeRange(start: 0, end: 2), speech: [TimeRange(start: 0, end: 2)])
        let words = WordTimes.settle(Array(repeating: SpokenWord(text: "a", start: 1, end: 1, confidence: 1), count: 5), in: piece)
        for (word, next) in zip(words, words.dropFirst()) {
            #expect(word.range.end <= next.range.start && word.range.duration > 0)
        }
    }

    @Test func sentencesAndBreathsEndSegments() {
        let texts = ["One", "two.", "Three", "3.5", "Dr.", "Four", "five"]
        let words = texts.enumerated().map { index, text in
            let start = Double(index) * 0.5 + (index == 6 ? 2 : 0)
            return Transcript.Word(text: text, range: TimeRange(start: start, end: start + 0.4), confidence: 1)
        }
        let segments = SentenceSplitter.segments(of: words)
        #expect(segments.map(\.text) == ["One two.", "Three 3.5 Dr. Four", "five"])
        #expect(segments[0].range == TimeRange(start: 0, end: 0.9))
    }
}
