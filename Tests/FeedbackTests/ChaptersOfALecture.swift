import ReviewModel
import Testing

@testable import Feedback

/// The chapters that viewers can go to.
@Suite struct ChaptersOfALecture {
    @Test func theyBeginWithSlidesAndAreNeverShort() {
        let spans = SmallReport.spans([
            (.slide, 12), (.camera, 3), (.slide, 24.2), (.slide, 4.8), (.slide, 2), (.mixed, 14), (.screen, 25), (.slide, 5),
        ])
        let chapters = ChapterList(spans: spans, transcript: nil, duration: 90).chapters
        #expect(chapters.map(\.title) == ["Slide 1", "Slide 2", "Slide 3", "Slide 4"])
        #expect(chapters.map { ($0.start * 10).rounded() } == [0, 150, 392, 600])
        #expect(chapters.map { ($0.end * 10).rounded() } == [150, 392, 600, 900])
    }

    @Test func aCameraPictureThatStaysIsOneToo() {
        let spans = SmallReport.spans([(.camera, 30), (.slide, 170), (.camera, 60), (.slide, 40), (.camera, 59), (.camera, 41)])
        let chapters = ChapterList(spans: spans, transcript: nil, duration: 400).chapters
        #expect(chapters.map(\.start) == [0, 30, 200, 260])
        #expect(chapters.map(\.title) == ["Part 1", "Slide 2", "Part 3", "Slide 4"])
    }

    @Test func aRecordingOfWhichLittleIsKnownHasWhatThereIs() {
        #expect(ChapterList(spans: [], transcript: nil, duration: 30).chapters == [Chapter(start: 0, end: 30, title: "Part 1")])
        #expect(ChapterList(spans: [], transcript: nil, duration: 0).chapters.isEmpty)
        var material = ReportMaterial(report: SmallReport.make([], duration: nil), transcript: SmallReport.transcript([("so it is", 4)]))
        #expect(ChapterList(material).chapters == [Chapter(start: 0, end: 5.4, title: "So it is")])
        material.report.media = nil
        #expect(ChapterList(material).chapters.count == 1)
    }

    @Test func eachIsCalledByItsFirstWords() {
        let transcript = SmallReport.transcript([("so today we look at what happens", 1), ("the chain of carriers. Then more", 41)])
        let spans = SmallReport.spans([(.slide, 20), (.slide, 20), (.slide, 50)])
        let titles = ChapterList(spans: spans, transcript: transcript, duration: 90).chapters.map(\.title)
        #expect(titles == ["So today we look at what", "Slide 2", "The chain of carriers"])
    }

    @Test(
        arguments: [
            ("um the light. And then", "Um the light"), ("Yes. No. Maybe.", "Yes. No. Maybe"), ("is it so? Well", "Is it so?"),
            ("\u{5149}\u{5408}\u{4F5C}\u{7528} \u{662F} \u{4EC0}\u{4E48} \u{3002}", "\u{5149}\u{5408}\u{4F5C}\u{7528} \u{662F} \u{4EC0}\u{4E48}"),
            ("a\u{1B}b <i> & c", "A\u{FFFD}b <i> & c"), ("...", nil), ("", nil),
        ] as [(String, String?)])
    func titles(said: String, title: String?) {
        #expect(ChapterTitle.text(SmallReport.words(said, from: 3), from: 3, to: 9) == title)
    }

    @Test(
        arguments: [
            ("the season of Light, it was the season of", "Darkness. It was the spring of hope, it", "It was the spring of hope"),
            ("so much for that.", "Darkness. It was the spring", "Darkness. It was the spring"),
            ("he said:", "\u{201C}no!\u{201D} And then it rained", "And then it rained"),
            ("as we saw,", "e.g. in part two", "E.g. in part two"), ("and so", "we go on", "We go on"), ("and so", "it ends.", "It ends"),
            ("a of a.", "b. a", "B. a"), ("so", "\u{5149}\u{3002} \u{4F5C}\u{7528}", "\u{4F5C}\u{7528}"),
        ] as [(String, String, String)])
    func aTitleBeginsWithASentenceThatBeginsSoon(before: String, said: String, title: String) {
        let words = SmallReport.words(before + " " + said, from: 3)
        let start = 3 + Double(before.split(separator: " ").count) / 2
        #expect(ChapterTitle.text(words, from: start - 0.1, to: 60) == title)
    }

    @Test func aSentenceThatBeginsLateIsNoTitle() {
        for (count, title) in [(12, "New sentence"), (13, "Word word word word word word")] {
            let rest = Array(repeating: "word", count: count - 1).joined(separator: " ")
            let words = SmallReport.words("a sentence \(rest) ends. New sentence", from: 0)
            #expect(ChapterTitle.text(words, from: 1, to: 60) == title)
        }
        let slow = SmallReport.transcript([("a sentence ends", 0), ("late.", 10), ("New sentence", 11)]).words
        #expect(ChapterTitle.text(slow, from: 0.9, to: 60) == "Ends late. New sentence")
        let silent = SmallReport.transcript([("a sentence", 0), ("goes on. New sentence", 4)]).words
        #expect(ChapterTitle.text(silent, from: 1, to: 60) == "Goes on. New sentence")
    }

    @Test func aTitleIsShortWhateverIsSaid() {
        let address = ChapterTitle.text(SmallReport.words(String(repeating: "a", count: 90), from: 0), from: 0, to: 9)
        #expect(address == "A" + String(repeating: "a", count: 68) + "\u{2026}")
        let word = String(repeating: "b", count: 20)
        let long = Array(repeating: word, count: 6).joined(separator: " ")
        let cut = ChapterTitle.text(SmallReport.words(long, from: 0), from: 0, to: 9)
        #expect(cut == "B\(word.dropFirst()) \(word) \(word)\u{2026}")
    }

    @Test func fewerThanYouTubeTakesAreToldOf() {
        var material = ReportMaterial(report: SmallReport.make([]), measurements: SampleReport.measurements)
        material.measurements?.spans = SmallReport.spans([(.slide, 20), (.screen, 20)])
        #expect(
            ReportExport.chapterList.caution(about: material)
                == "YouTube ignores chapters of which there are fewer than three; this recording has 2.")
        #expect(ReportExport.chapters.caution(about: material) == nil)
        material.measurements?.spans = SmallReport.spans([(.slide, 20), (.screen, 20), (.slide, 20)])
        #expect(ReportExport.chapterList.caution(about: material) == nil)
    }

    @Test func files() {
        let chapters = [Chapter(start: 0, end: 42.9, title: "A < b & \"c\""), Chapter(start: 42.9, end: 3_700, title: "Slide 2")]
        #expect(
            ChapterFiles.webVTT(chapters) == """
                WEBVTT

                00:00:00.000 --> 00:00:42.900
                A &lt; b &amp; "c"

                00:00:42.900 --> 01:01:40.000
                Slide 2

                """)
        let more = chapters + [Chapter(start: 3_700, end: 3_800, title: "Slide 3")]
        #expect(ChapterFiles.list(more) == "0:00 A \u{2039} b & \"c\"\n0:42 Slide 2\n1:01:40 Slide 3\n")
        #expect(ChapterFiles.webVTT([]) == "WEBVTT\n" && ChapterFiles.list([]).isEmpty)
    }
}
