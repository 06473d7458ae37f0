import JobQueue
import ReviewModel
import Testing

@testable import Feedback

/// What a report says of a part that was not checked: why, and what it would take.
@Suite struct WhatItWouldTake {
    private static let sound = MediaInfo.Audio(codec: "aac", sampleRate: 48_000, channels: 2)

    private static func review(
        _ states: [(Stage, Review.StageStatus.State, String?)], transcribe: Bool = true, state: Review.State = .inProgress, hasSound: Bool? = true
    ) -> Review {
        var review = Review(id: "rv", title: "Lecture", state: state, createdAt: 0, transcribe: transcribe)
        review.media = hasSound.map { MediaInfo(container: "mp4", duration: 60, bytes: 1000, audio: $0 ? sound : nil) }
        review.stages = states.map { Review.StageStatus(stage: $0.0, state: $0.1, reason: $0.2) }
        return review
    }

    private static func shortfalls(_ review: Review) -> [Shortfall?] { review.stages.map { Shortfall($0, of: review) } }

    @Test func aPartThatWasCheckedTakesNothing() {
        #expect(Self.shortfalls(Self.review([(.ingest, .measured, nil), (.quality, .measured, nil)])) == [nil, nil])
    }

    @Test func aPartAtWorkTakesTime() {
        #expect(Self.shortfalls(Self.review([(.quality, .running, nil), (.content, .waiting, nil)])) == [.unfinished, .unfinished])
    }

    @Test func aTranscriptTakesThatSomebodyAsksForIt() {
        let review = Self.review([(.transcription, .notRun, "x"), (.content, .notRun, "y")], transcribe: false)
        #expect(Self.shortfalls(review) == [.transcriptOff, .withoutTranscript])
    }

    @Test func aTranscriptTakesSound() {
        let review = Self.review([(.transcription, .notRun, "x"), (.content, .notRun, "y")], hasSound: false)
        #expect(Self.shortfalls(review) == [.withoutSound, .withoutTranscript])
    }

    @Test func whatFailedTakesAnOperator() {
        let review = Self.review([(.quality, .notRun, "x"), (.transcription, .notRun, "x"), (.content, .degraded, "y")])
        #expect(Self.shortfalls(review) == [.failed, .failed, .withoutMeasurements])
        #expect(Self.shortfalls(Self.review([(.ingest, .notRun, "x"), (.quality, .notRun, "x")], hasSound: nil)) == [.failed, .failed])
    }

    @Test func aQuickLookTakesAFullOne() {
        #expect(Self.shortfalls(Self.review([(.quality, .degraded, "x")])) == [.quickLook])
    }

    @Test func aFileThatCannotBeOpenedTakesAnother() {
        let review = Self.review([(.ingest, .measured, nil), (.quality, .notRun, "x"), (.content, .notRun, "x")], hasSound: nil)
        #expect(Self.shortfalls(review) == [nil, .unreadable, .unreadable])
    }

    @Test func whatIsGoneTakesAnUpload() {
        #expect(Self.shortfalls(Self.review([(.quality, .notRun, StageWork.bytesGone)])) == [.bytesGone])
        #expect(Self.shortfalls(Self.review([(.quality, .notRun, "x")], state: .cancelled)) == [.cancelled])
    }

    @Test(arguments: ReportLanguage.allCases)
    func everyReportSaysIt(language: ReportLanguage) throws {
        let report = ReportMaker(review: Self.review([(.quality, .degraded, "x")]), findings: [], language: language).report()
        let advice = language.wording.advice(.quickLook)
        #expect(report.coverage.map(\.advice) == [advice])
        let document = ReportDocument(report: report, rubric: .lecture, measurements: nil, transcript: nil)
        for format in ReportFormat.allCases {
            let text = String(decoding: try document.data(as: format), as: UTF8.self)
            // Lines of plain text are broken anywhere between words.
            #expect(text.split(whereSeparator: \.isWhitespace).joined(separator: " ").contains(advice), "\(format)")
        }
    }

    @Test func noTwoLanguagesSayTheSame() {
        for shortfall in Shortfall.allCases { #expect(English().advice(shortfall) != German().advice(shortfall)) }
    }
}
