import Foundation
import ReviewModel

@testable import Feedback

/// A lecture of a minute and a half with one fault of most kinds, as a review would have found them.
enum SampleReport {
    static let media = MediaInfo(
        container: "mov,mp4,m4a,3gp,3g2,mj2", duration: 90, bytes: 18_400_000,
        video: MediaInfo.Video(codec: "h264", width: 1280, height: 720, frameRate: 25),
        audio: MediaInfo.Audio(codec: "aac", sampleRate: 48000, channels: 2), indexBehindMedia: true)

    static let source = Review.Source(
        fileName: "Photosynthesis 3.mp4", bytes: 18_400_000, sha256: String(repeating: "7c4a8d09", count: 8))

    static let findings: [Finding] = [
        Finding(
            .videoBlack, .mustFix, ranges: [TimeRange(start: 10, end: 13)], measured: Quantity(3, .seconds), threshold: Quantity(1, .seconds),
            confidence: 0.98),
        Finding(
            .audioChannelDead, .mustFix, measured: Quantity(78, .decibels), threshold: Quantity(40, .decibels), confidence: 0.97,
            facts: ["channel": 1]),
        Finding(
            .videoFrozen, .mustFix, ranges: [TimeRange(start: 40, end: 46)], measured: Quantity(6, .seconds), threshold: Quantity(2, .seconds),
            confidence: 0.9, facts: ["area": 0.11]),
        Finding(
            .audioLoudnessLow, .shouldFix, measured: Quantity(-24.3, .loudness), threshold: Quantity(-20, .loudness), confidence: 0.99,
            facts: ["gain": 8.3]),
        Finding(
            .audioSilence, .shouldFix, ranges: [TimeRange(start: 60, end: 67.4)], measured: Quantity(7.4, .seconds),
            threshold: Quantity(5, .seconds), confidence: 0.95),
        Finding(
            .audioClipping, .shouldFix, ranges: [TimeRange(start: 30, end: 30.6), TimeRange(start: 31.8, end: 33), TimeRange(start: 74, end: 74.9)],
            measured: Quantity(412, .count), threshold: Quantity(12, .count), confidence: 0.86, facts: ["samples": 412]),
        Finding(
            .speechPaceFast, .advice, ranges: [TimeRange(start: 14, end: 58)], measured: Quantity(204, .wordsPerMinute),
            threshold: Quantity(180, .wordsPerMinute), confidence: 0.68),
        Finding(.containerSlowStart, .advice, confidence: 1),
        Finding(
            .speechFillers, .advice, measured: Quantity(6.3, .perHundredWords), threshold: Quantity(5, .perHundredWords), confidence: 0.6,
            note: "“um” 9 times, “you know” 4 times"),
    ]

    /// The report with its items in order; stills are named by finding.
    static func report(
        title: String = "Photosynthesis, part 3: the light reactions", fileName: String = source.fileName, findings: [Finding] = findings,
        coverage: [Coverage] = coverage, transcript: Transcript? = transcript, language: ReportLanguage = .english
    ) -> Report {
        let explainer = Explainer(fileName: fileName, media: media, rubric: .lecture, language: language)
        let items = findings.enumerated().map { index, finding in
            let isPicture = finding.code.rawValue.hasPrefix("video.") && !finding.ranges.isEmpty
            let evidence = isPicture ? finding.ranges.map { Report.Evidence(kind: .frame, time: $0.middle, href: "frames/\($0.middle).jpg") } : []
            return explainer.item(for: finding, id: "f\(index + 1)", evidence: evidence)
        }
        var source = source
        source.fileName = fileName
        var figures = Report.Figures()
        figures.integratedLoudness = Quantity(-24.3, .loudness)
        figures.loudnessRange = Quantity(9.1, .loudnessRange)
        figures.truePeak = Quantity(-0.2, .decibelsTruePeak)
        figures.speechRatio = Quantity(0.71, .share)
        figures.wordsPerMinute = Quantity(187, .wordsPerMinute)
        figures.fillersPerHundredWords = Quantity(6.3, .perHundredWords)
        let ordered = Explainer.order(items)
        return Report(
            review: Report.About(
                id: "rv_01h8xkq2", title: title, course: "Biology 101", rubric: "lecture", state: .completed, createdAt: "2025-11-22T11:40:02Z",
                completedAt: "2025-11-22T11:41:10Z"),
            media: Report.Media(source: source, info: media), coverage: coverage, verdict: Report.Verdict(findings: ordered), findings: ordered,
            measurements: figures,
            transcript: transcript.map { Report.TranscriptSummary(transcript: $0, href: ["vtt": "transcript.vtt", "srt": "transcript.srt"]) })
    }

    static let coverage: [Coverage] = [
        Coverage(stage: .ingest, state: .measured), Coverage(stage: .quality, state: .measured),
        Coverage(stage: .transcription, state: .degraded, reason: "Two stretches of music were left out."),
        Coverage(stage: .content, state: .measured),
    ]

    static let transcript: Transcript = {
        let text = """
            So today we look at what happens in the thylakoid membrane when a photon arrives . um the light is caught by chlorophyll and its energy \
            lifts an electron . you know this from part two . the electron then travels along a chain of carriers and on its way it pumps protons
            """.split(separator: " ").map(String.init)
        let speech = [
            TimeRange(start: 1, end: 9.6), TimeRange(start: 13.2, end: 29), TimeRange(start: 29.8, end: 46), TimeRange(start: 47, end: 59.8),
            TimeRange(start: 68, end: 88.5),
        ]
        var next = 0
        let segments = speech.map { range in
            let count = Int(range.duration * 2.6)
            let words = (0..<count).map { index in
                defer { next += 1 }
                let start = range.start + Double(index) * range.duration / Double(count)
                return Transcript.Word(text: text[next % text.count], range: TimeRange(start: start, end: start + 0.3), confidence: 0.86)
            }
            return Transcript.Segment(range: range, words: words)
        }
        return Transcript(language: "en", engine: "whisper.cpp ggml-tiny.en", segments: segments, speech: speech)
    }()

    static let measurements: MeasurementSet = measurements(duration: 90, speech: transcript.speech)

    /// A curve that rises where there is speech, with slides every twelve seconds or so.
    static func measurements(duration: Double, speech: [TimeRange]) -> MeasurementSet {
        var loudness = Series(name: .loudnessMomentary, unit: .loudness, interval: 0.1, resolution: 0.01)
        var seed: UInt64 = 7
        for index in 0..<Int(duration * 10) {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let time = Double(index) / 10
            let noise = Double(seed >> 40) / Double(1 << 24)
            let isSpeech = speech.contains { $0.contains(time) }
            let isSilence = time >= duration * 60 / 90 && time < duration * 67.4 / 90
            loudness.append(isSilence ? nil : isSpeech ? -24 + 6 * sin(time * 1.7) * sin(time / 5) + 5 * (noise - 0.5) : -52 + 4 * noise)
        }
        var events: [MediaEvent] = []
        for (index, step) in [12.0, 9, 17, 8, 14, 11, 10].enumerated() {
            let start = (events.last?.start ?? 0) + step * duration / 90
            events.append(MediaEvent(.pictureChange, start: start, value: 0.1 + Double(index) / 50))
        }
        var summary = MeasurementSet.Summary()
        summary.videoStart = 0
        summary.videoEnd = duration
        summary.audioEnd = duration
        summary.frames = Int(duration * 25)
        return MeasurementSet(series: [loudness], events: events, summary: summary)
    }

    static func timeline(for report: Report) -> Timeline {
        Timeline(measurements: measurements, transcript: transcript, findings: report.findings, duration: 90)
    }
}
