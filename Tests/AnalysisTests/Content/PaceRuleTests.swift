import Analysis
import ReviewModel
import Testing

struct PaceRuleTests {
    private func findings(_ words: [Transcript.Word], speech: [TimeRange]? = nil) -> [Finding] {
        let transcript = Spoken.transcript(words, speech: speech)
        return PaceRule().findings(in: Spoken.recording(transcript, duration: 600), by: .lecture)
    }

    @Test(arguments: [105.0, 150, 178]) func anOrdinaryPaceIsFine(perMinute: Double) {
        #expect(findings(Spoken.words(400, perMinute: perMinute)).isEmpty)
    }

    @Test func aHurriedMinuteIsFound() throws {
        let words =
            Spoken.words(300, perMinute: 150) + Spoken.words(220, perMinute: 220, from: 120) + Spoken.words(300, perMinute: 150, from: 180)
        let found = findings(words)
        #expect(found.map(\.code) == [.speechPaceFast])
        let finding = try #require(found.first)
        #expect(finding.severity == .advice)
        #expect(abs((finding.measured?.value ?? 0) - 220) < 3)
        #expect(finding.threshold == Quantity(180, .wordsPerMinute))
        #expect(finding.ranges.count == 1)
        #expect(finding.ranges[0].contains(150) && finding.ranges[0].start > 60 && finding.ranges[0].end < 240)
        #expect(abs((finding.facts["average"] ?? 0) - 164) < 2)
        #expect((finding.facts["minutes"] ?? 0) > 1)
    }

    @Test func aDraggingTalkIsFound() throws {
        let found = findings(Spoken.words(200, perMinute: 80))
        #expect(found.map(\.code) == [.speechPaceSlow])
        #expect(abs((found[0].measured?.value ?? 0) - 80) < 2)
    }

    @Test func longSilenceIsNoSlowness() {
        // A minute of talk at 150, two of demonstration, and again.
        let words = (0..<4).flatMap { Spoken.words(150, perMinute: 150, from: Double($0) * 180) }
        #expect(findings(words).isEmpty)
    }

    @Test func breathsBelongToThePace() {
        // 200 words a minute within phrases of three seconds, each with a breath of 1.5 s behind it.
        let words = (0..<40).flatMap { Spoken.words(10, perMinute: 200, from: Double($0) * 4.5) }
        #expect(findings(words).isEmpty)
    }

    @Test func lowConfidenceWithholds() {
        #expect(findings(Spoken.words(600, perMinute: 220, confidence: 0.4)).isEmpty)
        #expect(findings(Spoken.words(200, perMinute: 80, confidence: 0.4)).isEmpty)
    }

    @Test func aVoiceWithoutWordsIsNotSlow() {
        // A voice from start to end, of which only every other half minute was understood: singing, or another language.
        let words = (0..<5).flatMap { Spoken.words(75, perMinute: 150, from: Double($0) * 60) }
        #expect(findings(words, speech: [TimeRange(start: 0, end: 300)]).isEmpty)
    }

    @Test func aMusicIntroIsNotSlow() {
        let words = Spoken.words(400, perMinute: 150, from: 45)
        #expect(findings(words, speech: [TimeRange(start: 3, end: 9), TimeRange(start: 45, end: 205)]).isEmpty)
    }

    @Test func shortRecordingsAreJudgedWithLessCertainty() throws {
        let brief = findings(Spoken.words(100, perMinute: 220))
        #expect(brief.map(\.code) == [.speechPaceFast])
        let whole = findings(Spoken.words(400, perMinute: 220))
        #expect(brief[0].confidence < whole[0].confidence)
        #expect(findings(Spoken.words(50, perMinute: 220)).isEmpty)
    }

    @Test func withoutWordsNothingIsSaid() {
        #expect(findings([]).isEmpty)
        #expect(findings([], speech: [TimeRange(start: 0, end: 100)]).isEmpty)
        #expect(PaceRule().findings(in: Spoken.recording(nil, duration: 100), by: .lecture).isEmpty)
    }
}
