import Foundation
import ReviewModel
import Testing

@testable import Feedback

/// Reports in the reader's language.
@Suite struct Languages {
    static let accepted: [(String?, ReportLanguage?)] = [
        (nil, nil), ("", nil), (";", nil), ("de;q=2", nil), ("de;q=much", nil), ("de", .german), ("DE", .german), ("en", .english), ("fr", .english),
        ("*", .english), ("de-AT,de;q=0.9,en;q=0.8", .german), ("en-GB, de;q=0.9", .english), ("fr, de; q=0.5", .german), ("de, en", .german),
        ("en, de", .english), ("en;q=0.3, de;q=0.31", .german), ("de;q=0, *", .english), ("en;q=0, *;q=0.1", .german), ("fr, *;q=0.1", .english),
    ]

    @Test(arguments: accepted)
    func theOneThatAClientLikesBest(header: String?, language: ReportLanguage?) {
        #expect(ReportLanguage(acceptLanguage: header) == language)
    }

    @Test func eachKnowsItsName() {
        for language in ReportLanguage.allCases { #expect(language.wording.language == language.rawValue) }
    }

    @Test func reasonsOfStagesAreTranslated() {
        #expect(German().reason("The recording has no sound.") == "Die Aufnahme hat keinen Ton.")
        #expect(
            German().reason("The sound has 9 channels at 7 Hz, which is not accepted.") == "Der Ton hat 9 Kanäle bei 7 Hz; das wird nicht angenommen."
        )
        #expect(
            German().reason("The streams of the recording cannot be read (End of file).")
                == "Die Spuren der Aufnahme lassen sich nicht lesen (End of file).")
        #expect(German().reason("The disk is full.") == "The disk is full.")
        #expect(English().reason("The recording has no sound.") == "The recording has no sound.")
    }

    /// A reason that was put into other words would no longer be translated.
    @Test func everyTranslatedReasonIsStillGiven() throws {
        let sources = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources").standardizedFileURL
        let modules = ["Analysis", "Ingest", "JobQueue", "Media", "MediaProcess", "Transcription"]
        let text = try modules.map { try Self.text(in: sources.appending(path: $0)) }.joined()
        // Long sentences stand in pieces there.
        let said = text.replacing(/"\s*\+ "/, with: "")
        for piece in German.reasons.flatMap(\.original) where piece.count > 3 {
            let sentence = piece.hasSuffix(" (") ? String(piece.dropLast(2)) : piece
            #expect(said.contains(sentence), "\(sentence)")
        }
    }

    @Test func aReportIsMadeInOneLanguage() {
        var review = Review(id: "rv", title: "", createdAt: 0)
        review.stages = [
            Review.StageStatus(stage: .transcription, state: .notRun, reason: "The recording has no sound."),
            Review.StageStatus(stage: .content, state: .running),
        ]
        let black = Finding(.videoBlack, .mustFix, ranges: [TimeRange(start: 10, end: 13)], confidence: 1)
        let report = ReportMaker(review: review, findings: [black], language: .german).report()
        #expect(report.review.title == "Aufnahme ohne Titel")
        #expect(report.coverage.map(\.reason) == ["Die Aufnahme hat keinen Ton.", "Noch nicht abgeschlossen."])
        #expect(report.findings.map(\.title) == ["Das Bild ist 3,0 s lang schwarz"])
        #expect(
            Explainer.summary(of: report, in: .german) == "Ein Problem hindert Studierende daran, der Vorlesung zu folgen. "
                + "Es geht um „Das Bild ist 3,0 s lang schwarz“ (ab 0:10,0): etwa 5 Minuten. Nicht geprüft: Transkript, Sprechweise.")
    }

    @Test func severalPlacesReadAsASentence() {
        let ranges = (1...3).map { TimeRange(start: Double($0) * 10, end: Double($0) * 10 + 2.5) }
        let explainer = Explainer(fileName: nil, media: nil, rubric: .lecture, language: .german)
        let item = explainer.item(for: Finding(.videoBlack, .mustFix, ranges: ranges, confidence: 1), id: "f1", evidence: [])
        #expect(item.title == "Das Bild ist an 3 Stellen schwarz (zusammen 7,5 s)")
        #expect(item.fix.steps[0] == "Sehen Sie sich die Stellen 0:10,0–0:12,5; 0:20,0–0:22,5 und 0:30,0–0:32,5 an.")
    }

    private static func text(in folder: URL) throws -> String {
        try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }
            .map { try String(contentsOf: folder.appending(path: $0), encoding: .utf8) }.joined()
    }
}
