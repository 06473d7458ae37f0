import Analysis
import ReviewModel
import Testing

struct FillersRuleTests {
    private func findings(_ text: String, language: String = "en") -> [Finding] {
        let transcript = Spoken.transcript(Spoken.words(of: text), language: language)
        return FillersRule().findings(in: Spoken.recording(transcript, duration: 100), by: .lecture)
    }

    private func padded(_ text: String, to count: Int = 60) -> String {
        text + " " + Array(repeating: "plain", count: count).joined(separator: " ")
    }

    @Test func frequentFillersAreFoundAndNamed() throws {
        let text = padded("So um this is uh the um first, you know, of the um things. Um, it works, you know.")
        let finding = try #require(findings(text).first)
        #expect(finding.code == .speechFillers)
        #expect(finding.note == "um (4), you know (2), uh (1)")
        #expect(finding.facts["fillers"] == 7)
        #expect(finding.facts["words"] == 79)
        #expect(finding.facts["filler.um"] == 4)
        #expect(finding.facts["filler.you know"] == 2)
        #expect(finding.ranges.count == 7)
        #expect(finding.measured == Quantity(700.0 / 79, .perHundredWords))
    }

    @Test func wordsThatAreMeantAreNotCounted() {
        let text = """
            Do you know what I mean by this kind of thing? You know that sort of error. What I mean is that basically everyone is right \
            here. It looks like that. You know it, and I mean it. He is right about this kind of work and that sort of answer.
            """
        #expect(findings(padded(text, to: 20)).isEmpty)
    }

    @Test func aFewFillersAreFine() {
        #expect(findings(padded("So um this is uh the um first um", to: 100)).isEmpty)
        #expect(findings("um um um um um um").isEmpty)
    }

    @Test func eachLanguageHasItsOwn() throws {
        let text = "Also äh das ist ähm der erste äh Teil, sozusagen, und ähm dann, halt, weiter. Er kommt dann um acht, er ist um neun hier."
        #expect(try #require(findings(padded(text, to: 30), language: "de").first).facts["fillers"] == 6)
        #expect(findings(padded(text), language: "fi").isEmpty)
    }
}
