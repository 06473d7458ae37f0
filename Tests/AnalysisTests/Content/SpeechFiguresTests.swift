import Analysis
import ReviewModel
import Testing

struct SpeechFiguresTests {
    @Test func figuresOfATalk() throws {
        let words = Spoken.words(150, perMinute: 150) + Spoken.words(150, perMinute: 150, from: 180)
        let figures = SpeechFigures(transcript: Spoken.transcript(words), duration: 240)
        #expect(abs((figures.wordsPerMinute ?? 0) - 150) < 1)
        #expect(abs((figures.speechRatio ?? 0) - 0.5) < 0.01)
        #expect(figures.fillersPerHundredWords == 0)
        #expect(figures.quantities.wordsPerMinute?.unit == .wordsPerMinute)
    }

    @Test func whatCannotBeToldIsAbsent() {
        let empty = SpeechFigures(transcript: Spoken.transcript([]), duration: nil)
        #expect(empty.speechRatio == nil && empty.wordsPerMinute == nil && empty.fillersPerHundredWords == nil)
        #expect(SpeechFigures(transcript: Spoken.transcript([]), duration: 60).speechRatio == 0)
        let finnish = Spoken.transcript(Spoken.words(100, perMinute: 150), language: "fi")
        #expect(SpeechFigures(transcript: finnish, duration: 60).fillersPerHundredWords == nil)
    }

    @Test func engineThatGivesWordsAloneIsEnough() {
        let transcript = Spoken.transcript(Spoken.words(150, perMinute: 150), speech: [])
        let figures = SpeechFigures(transcript: transcript, duration: 60)
        #expect((figures.speechRatio ?? 0) > 0.75)
        #expect(abs((figures.wordsPerMinute ?? 0) - 150) < 1)
    }
}
