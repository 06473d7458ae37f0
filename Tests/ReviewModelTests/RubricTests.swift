import ReviewModel
import Testing

@Suite("Rubrics")
struct RubricTests {
    @Test("A rubric says how severe a fault is, and leaves out what is switched off")
    func judge() {
        let rubric = Rubric(name: "own", severities: ["video.black": .advice], off: ["audio.truepeak"])
        let findings = [
            Finding(.videoBlack, .mustFix, confidence: 1), Finding(.audioTruePeak, .advice, confidence: 1),
            Finding(.audioClipping, .shouldFix, confidence: 1),
        ]
        let judged = rubric.judge(findings)
        #expect(judged.map(\.code) == [.videoBlack, .audioClipping])
        #expect(judged.map(\.severity) == [.advice, .shouldFix])
    }

    @Test("Built-in rubrics have names and words of their own, and values that are allowed")
    func builtIn() {
        #expect(Rubric.builtIn.map(\.name) == ["lecture", "marketplace", "broadcast", "accessibility"])
        #expect(Set(Rubric.builtIn.map(\.summary)).count == Rubric.builtIn.count)
        let settings = Dictionary(uniqueKeysWithValues: Rubric.Setting.all.map { ($0.name, $0) })
        for rubric in Rubric.builtIn {
            for (name, value) in rubric.values {
                #expect(settings[name]?.allowed.contains(value) == true, "\(rubric.name): \(name) \(value)")
            }
        }
        #expect(Rubric.Setting.all.allSatisfy { $0.allowed.contains($0.standard) })
        #expect(Rubric.broadcast[.loudnessLow] == -23.5 && Rubric.broadcast[.loudnessHigh] == -22.5)
    }

    @Test("A name that no rubric has is answered with those there are")
    func objection() {
        let catalogue = RubricCatalogue(own: [Rubric(name: "own")])
        #expect(catalogue["own"]?.name == "own")
        #expect(catalogue["nothing"] == nil)
        #expect(catalogue.objection(to: "nothing").contains("broadcast, accessibility, own"))
    }
}
