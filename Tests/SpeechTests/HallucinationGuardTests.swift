import ReviewModel
import Testing

@testable import Speech

struct HallucinationGuardTests {
    private func words(_ text: String, confidence: Double = 0.9) -> [SpokenWord] {
        text.split(separator: " ").map { SpokenWord(text: String($0), start: 0, end: 1, confidence: confidence) }
    }

    private func plausible(_ text: String, confidence: Double = 0.9, noSpeech: Double = 0) -> String {
        HallucinationGuard.plausible(words(text, confidence: confidence), noSpeech: noSpeech).map(\.text).joined(separator: " ")
    }

    @Test func speechIsKept() {
        #expect(plausible("no no no that is very very very good") == "no no no that is very very very good")
        #expect(plausible("ask not what your country can do") == "ask not what your country can do")
    }

    @Test func loopsAreCutToTheirFirstRound() {
        let loop = Array(repeating: "thank you very much.", count: 6).joined(separator: " ")
        #expect(plausible("so \(loop) indeed") == "so thank you very much. indeed")
        #expect(plausible(Array(repeating: "the", count: 40).joined(separator: " ")) == "the")
    }

    @Test func doubtfulWordsWhereThereIsNoSpeechAreDropped() {
        #expect(plausible("thank you", confidence: 0.3, noSpeech: 0.8) == "")
        #expect(plausible("thank you", confidence: 0.9, noSpeech: 0.8) == "thank you")
        #expect(plausible("thank you", confidence: 0.3, noSpeech: 0.1) == "thank you")
    }

    @Test func nobodySpeaksTenWordsASecond() {
        func segment(_ count: Int, _ duration: Double) -> Transcript.Segment {
            let range = TimeRange(start: 0, end: duration)
            return Transcript.Segment(range: range, words: Array(repeating: Transcript.Word(text: "a", range: range, confidence: 1), count: count))
        }
        #expect(!HallucinationGuard.isSpeakable(segment(20, 2)))
        #expect(HallucinationGuard.isSpeakable(segment(20, 5)))
        #expect(HallucinationGuard.isSpeakable(segment(3, 0.2)))
    }

    @Test func theShapeOfAModelTellsItsHeads() {
        #expect(ModelShape(vocabulary: 51864, textWidth: 384, textLayers: 4).alignmentHeads != nil)
        #expect(ModelShape(vocabulary: 51864, textWidth: 384, textLayers: 4).isEnglishOnly)
        #expect(ModelShape(vocabulary: 51865, textWidth: 400, textLayers: 4).alignmentHeads == nil)
    }
}
