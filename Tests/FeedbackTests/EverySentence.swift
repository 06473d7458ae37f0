import Analysis
import ReviewModel
import Testing

@testable import Feedback

/// The texts that instructors read.
@Suite struct EverySentence {
    /// What an opener refuses, and all that rules find.
    static let codes = [FindingCode.containerUnreadable] + RuleBook.quality.codes + RuleBook.content.codes

    @Test(arguments: codes, ReportLanguage.allCases)
    func everyCodeHasWords(code: FindingCode, language: ReportLanguage) {
        for finding in Self.findings(code) {
            for media in [SampleReport.media, nil] {
                let item = Explainer(fileName: nil, media: media, rubric: .lecture, language: language).item(for: finding, id: "f1", evidence: [])
                let texts = [item.title, item.why] + item.fix.steps
                #expect(!item.fix.steps.isEmpty)
                #expect(texts.allSatisfy { $0.count > 9 && !$0.contains("nil") && !$0.contains("Optional") && !$0.contains("  ") })
                #expect(!item.title.hasSuffix("."))
                #expect(texts.dropFirst().allSatisfy { $0.hasSuffix(".") || $0.hasSuffix(".)") })
                for text in texts { Self.expectOnly(language, text) }
            }
        }
    }

    @Test(arguments: codes)
    func everyCodeHasARemedy(code: FindingCode) {
        for finding in Self.findings(code) {
            let remedy = Circumstances(finding: finding, fileName: nil, media: SampleReport.media, rubric: .lecture).remedy
            #expect((remedy.effort == Report.Fix.Effort.none) == (remedy.minutes == 0))
        }
    }

    @Test func nothingIsLeftOver() {
        #expect(Set(English.codes) == Set(Self.codes))
        #expect(Set(German.codes) == Set(Self.codes))
        #expect(Set(Remedies.codes) == Set(Self.codes))
    }

    @Test func aCodeFromALaterVersionIsToldHonestly() {
        let item = Explainer(fileName: nil, media: nil, rubric: .lecture)
            .item(for: Finding(FindingCode("video.melted"), .mustFix, confidence: 1, note: "All of it melted"), id: "f1", evidence: [])
        #expect(item.title.contains("video.melted"))
        #expect(item.why == "All of it melted")
        #expect(item.fix.effort == Report.Fix.Effort.none && item.fix.minutes == 5 && item.fix.command == nil)
    }

    @Test func wordsSpeakOfTheCommandWhereThereIsOne() {
        let finding = Finding(.startOffset, .shouldFix, confidence: 1, facts: ["offset": 0.2])
        #expect(Self.item(finding).fix.steps[1].contains("or use the command"))
        var media = SampleReport.media
        media.audio = nil
        let item = Explainer(fileName: nil, media: media, rubric: .lecture).item(for: finding, id: "f1", evidence: [])
        #expect(item.fix.command == nil)
        #expect(item.fix.steps[1] == "If they do not, shift the sound by 200 ms in the editor and watch again.")
    }

    @Test(arguments: [
        (ReportLanguage.english, "The video starts late on slow connections", "The recording starts late on slow connections"),
        (ReportLanguage.german, "Bei langsamer Verbindung startet das Video verzögert", "Bei langsamer Verbindung startet die Aufnahme verzögert"),
    ])
    func aRecordingWithoutAPictureIsNoVideo(language: ReportLanguage, video: String, recording: String) {
        let finding = Finding(.containerSlowStart, .advice, confidence: 1)
        var media = SampleReport.media
        func title() -> String {
            Explainer(fileName: nil, media: media, rubric: .lecture, language: language).item(for: finding, id: "f1", evidence: []).title
        }
        #expect(title() == video)
        media.video = nil
        #expect(title() == recording)
        for code in [FindingCode.containerSlowStart, .containerCorrupt, .speechPauseLong] {
            for finding in Self.findings(code) {
                let item = Explainer(fileName: nil, media: media, rubric: .lecture, language: language).item(for: finding, id: "f1", evidence: [])
                let text = ([item.title, item.why] + item.fix.steps).joined(separator: " ").lowercased()
                #expect(["picture", "the video", "bild", "das video", "slide", "folie"].allSatisfy { !text.contains($0) }, "\(text)")
            }
        }
    }

    @Test func numbersComeWithTheirMeaning() {
        let item = Self.item(Finding(.audioLoudnessLow, .shouldFix, measured: Quantity(-22.2, .loudness), confidence: 1, facts: ["gain": 6.2]))
        #expect(item.title == "The sound is 6 dB too quiet")
        #expect(item.why.contains("about two thirds as loud"))
        #expect(item.why.contains("Measured: −22.2; the aim is −16."))
    }

    @Test func aBriefDifferenceIsToldInMilliseconds() {
        func item(_ seconds: Double) -> Report.Item {
            Self.item(
                Finding(.durationMismatch, .shouldFix, measured: Quantity(seconds, .seconds), confidence: 1, facts: ["difference": -seconds]))
        }
        #expect(item(0.112).title == "The sound ends 112 ms before the picture")
        #expect(item(0.112).fix.steps[2].contains("leave it"))
        #expect(item(3).title == "The sound ends 3.0 s before the picture")
        #expect(item(3).fix.steps[2].contains("cut the picture"))
    }

    @Test func aShareIsToldOfAPartOnly() {
        func why(_ area: Double) -> String { Self.item(Finding(.videoFrozen, .mustFix, confidence: 1, facts: ["area": area])).why }
        #expect(why(0.25).hasPrefix("The camera or clip in 25 % of the picture stops although"))
        #expect(why(0.97).hasPrefix("The camera or clip stops although"))
    }

    @Test func barsComeWithTheCommandThatCutsThemOff() throws {
        let facts = ["top": 0.125, "bottom": 0.125, "left": 0, "right": 0]
        let item = Self.item(Finding(.videoLetterboxed, .advice, measured: Quantity(0.25, .share), confidence: 1, facts: facts))
        #expect(item.title == "Black bars take up 25 % of the picture's height")
        #expect(
            try #require(item.fix.command).contains(
                "crop=floor(iw*1/2+0.05)*2-0:floor(ih*0.875/2+0.05)*2-ceil(ih*0.125/2-0.05)*2:0:ceil(ih*0.125/2-0.05)*2"))
    }

    @Test func missingFactsAreComputedOrLeftOut() {
        let loud = Finding(.audioLoudnessHigh, .shouldFix, measured: Quantity(-12, .loudness), confidence: 1)
        #expect(Self.item(loud).title == "The sound is 4 dB too loud")
        #expect(Self.item(Finding(.audioChannelDead, .mustFix, confidence: 1)).title == "One side carries no sound")
        let truncated = Finding(.containerTruncated, .mustFix, confidence: 1, facts: ["declared": 90, "decoded": 78])
        #expect(Self.item(truncated).title == "The last 12.0 s of the recording are missing")
    }

    @Test func theWorstComesFirst() {
        func item(_ id: String, _ severity: Severity, _ confidence: Double, _ ranges: [TimeRange]) -> Report.Item {
            Report.Item(
                id: id, code: .videoBlack, severity: severity, title: id, ranges: ranges, measured: nil, threshold: nil, confidence: confidence,
                why: "", fix: Report.Fix(effort: .none, minutes: 0, steps: []), evidence: [])
        }
        let short = [TimeRange(start: 50, end: 51)]
        let long = [TimeRange(start: 1, end: 4), TimeRange(start: 2, end: 9)]
        let items = [
            item("advice", .advice, 1, []), item("unsure", .mustFix, 0.5, long), item("short", .mustFix, 0.9, short),
            item("should", .shouldFix, 1, long), item("whole", .mustFix, 0.9, []), item("long", .mustFix, 0.9, long),
        ]
        #expect(Explainer.order(items).map(\.id) == ["whole", "long", "short", "unsure", "should", "advice"])
    }

    @Test func theSummarySaysWhereToBegin() {
        let summary = Explainer.summary(of: SampleReport.report())
        #expect(summary.hasPrefix("Three things block learners. Begin with “The picture is black for 3.0 s” (0:10.0): about 5 minutes."))
        #expect(summary.hasSuffix("takes about 40 minutes."))
    }

    @Test func nothingIsCalledReadyThatWasNotChecked() {
        let coverage = [Coverage(stage: .quality, state: .notRun, reason: "The time limit was reached.")]
        let report = SampleReport.report(findings: [], coverage: coverage)
        #expect(Explainer.summary(of: report).hasSuffix("Not checked: picture and sound."))
        #expect(TextReport(report: report).render().contains("No faults in what was checked"))
    }

    private static let manyRanges = (0..<9).map { TimeRange(start: Double($0) * 9, end: Double($0) * 9 + 3) }

    /// A finding with as little as a rule may leave, one with much, and one in a single place.
    private static func findings(_ code: FindingCode) -> [Finding] {
        let facts: [String: Double] = [
            "channel": 1, "share": 0.4, "gain": 7.5, "alike": 0.9, "offset": 0.2, "holes": 3, "longest": 0.12, "area": 0.3, "gain1": -6.5,
        ]
        return [
            Finding(code, .shouldFix, confidence: 1),
            Finding(code, .mustFix, ranges: manyRanges, measured: Quantity(7, .seconds), confidence: 0.4),
            Finding(
                code, .mustFix, ranges: [TimeRange(start: 9, end: 12.5)], measured: Quantity(0.25, .share), threshold: Quantity(1234.5, .count),
                confidence: 1, facts: facts),
        ]
    }

    /// Words, numbers and quotation marks of one language alone.
    private static func expectOnly(_ language: ReportLanguage, _ text: String) {
        let words = Set(text.lowercased().split { !$0.isLetter }.map(String.init))
        let plain = text.replacing("WCAG 2.2", with: "").replacing("2.3.1", with: "")
        func count(_ mark: Character) -> Int { text.count { $0 == mark } }
        #expect(!text.contains("\""), "\(text)")
        switch language {
        case .english:
            #expect(words.isDisjoint(with: ["und", "oder", "der", "ist", "nicht", "sie"]), "\(text)")
            #expect(plain.firstMatch(of: /\d,\d/) == nil, "\(text)")
            #expect(count("\u{201C}") == count("\u{201D}"), "\(text)")
        case .german:
            #expect(words.isDisjoint(with: ["the", "and", "or", "of", "is", "are", "with", "you", "sound"]), "\(text)")
            #expect(plain.firstMatch(of: /\d\.\d/) == nil, "\(text)")
            #expect(count("\u{201E}") == count("\u{201C}") && count("\u{201D}") == 0, "\(text)")
        }
    }

    private static func item(_ finding: Finding) -> Report.Item {
        Explainer(fileName: nil, media: nil, rubric: .lecture).item(for: finding, id: "f1", evidence: [])
    }
}
