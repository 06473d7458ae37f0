internal import Analysis
package import ReviewModel

/// Makes the report of a review out of what its stages have left so far. Pure: the same results give the same report.
package struct ReportMaker: Sendable {
    package var review: Review
    package var findings: [Finding]
    package var measurements: MeasurementSet?
    package var transcript: Transcript?
    /// Stills that were made: hashes by time in milliseconds.
    package var stills: [Int: String]
    package var language: ReportLanguage

    package init(
        review: Review, findings: [Finding], measurements: MeasurementSet? = nil, transcript: Transcript? = nil, stills: [Int: String] = [:],
        language: ReportLanguage = .english
    ) {
        self.review = review
        self.findings = findings
        self.measurements = measurements
        self.transcript = transcript
        self.stills = stills
        self.language = language
    }

    package func report() -> Report {
        let items = Explainer.order(items())
        return Report(
            review: about(), media: review.source.map { Report.Media(source: $0, info: review.media) }, coverage: coverage(),
            verdict: Report.Verdict(findings: items), findings: items, measurements: figures(),
            transcript: transcript.map { Report.TranscriptSummary(transcript: $0, href: Self.transcriptAddresses) })
    }

    /// Addresses are relative to the review's own.
    private static let transcriptAddresses = [
        "vtt": "transcript.vtt", "srt": "transcript.srt", "txt": "transcript.txt", "json": "transcript.json",
    ]

    private var title: String {
        review.title.isEmpty ? review.source?.fileName ?? language.wording.labels.untitled : review.title
    }

    private func about() -> Report.About {
        Report.About(
            id: review.id, title: title, course: review.course, rubric: review.rubric.name, state: review.state,
            createdAt: InternetTime.text(review.createdAt), completedAt: review.completedAt.map(InternetTime.text))
    }

    private func items() -> [Report.Item] {
        let explainer = Explainer(fileName: review.source?.fileName, media: review.media, rubric: review.rubric, language: language)
        var counts: [FindingCode: Int] = [:]
        return findings.map { finding in
            counts[finding.code, default: 0] += 1
            let evidence = Still.times(for: finding).compactMap { time -> Report.Evidence? in
                stills[Still.milliseconds(time)].map { _ in Report.Evidence(kind: .frame, time: time, href: Still.address(of: time)) }
            }
            return explainer.item(for: finding, id: "\(finding.code.rawValue)-\(counts[finding.code, default: 1])", evidence: evidence)
        }
    }

    /// The stages an instructor should know of; making the report is not one of them.
    private func coverage() -> [Coverage] {
        let wording = language.wording
        return review.stages.filter { $0.stage != .feedback }.map { status in
            let reason = status.reason.map { wording.reason($0) }
            return switch status.state {
            case .measured: Coverage(stage: status.stage, state: .measured)
            case .degraded: Coverage(stage: status.stage, state: .degraded, reason: reason)
            case .notRun: Coverage(stage: status.stage, state: .notRun, reason: reason)
            case .waiting, .running: Coverage(stage: status.stage, state: .notRun, reason: wording.labels.unfinished)
            }
        }
    }

    private func figures() -> Report.Figures {
        var figures = Report.Figures()
        figures.integratedLoudness = measurements?.summary.integratedLoudness.map { Quantity($0, .loudness) }
        figures.loudnessRange = measurements?.summary.loudnessRange.map { Quantity($0, .loudnessRange) }
        figures.truePeak = measurements?.summary.truePeak.map { Quantity($0, .decibelsTruePeak) }
        if let transcript {
            let duration = Recording.duration(media: review.media, measurements: measurements)
            let speech = SpeechFigures(transcript: transcript, duration: duration).quantities
            figures.speechRatio = speech.speechRatio
            figures.wordsPerMinute = speech.wordsPerMinute
            figures.fillersPerHundredWords = speech.fillersPerHundredWords
        }
        return figures
    }
}
