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
    package var comparison: Comparison?
    package var language: ReportLanguage

    package init(
        review: Review, findings: [Finding], measurements: MeasurementSet? = nil, transcript: Transcript? = nil, stills: [Int: String] = [:],
        comparison: Comparison? = nil, language: ReportLanguage = .english
    ) {
        self.review = review
        self.findings = findings
        self.measurements = measurements
        self.transcript = transcript
        self.stills = stills
        self.comparison = comparison
        self.language = language
    }

    package func report() -> Report {
        let items = Explainer.order(items())
        let report = Report(
            review: about(), media: review.source.map { Report.Media(source: $0, info: review.media) }, coverage: coverage(),
            verdict: Report.Verdict(findings: items), plan: plan(), findings: items, measurements: figures(), listeners: audiences(items),
            transcript: transcript.map { Report.TranscriptSummary(transcript: $0, href: Self.transcriptAddresses) },
            comparison: comparison.map { changes(by: $0, items.map(\.id)) })
        return Explainer.summed(report, in: language)
    }

    /// Addresses are relative to the review's own.
    private static let transcriptAddresses = [
        "vtt": "transcript.vtt", "srt": "transcript.srt", "txt": "transcript.txt", "json": "transcript.json",
    ]

    private func plan() -> Report.Plan {
        let identified = IdentifiedFinding.all(findings)
        let repair = RepairPlan(identified, fileName: review.source?.fileName, media: review.media, rubric: review.rubric, transcript: transcript)
        return PlanMaker(
            findings: identified, fileName: review.source?.fileName, media: review.media, rubric: review.rubric, transcript: transcript,
            mended: repair.mended
        ).plan()
    }

    private var title: String {
        review.title.isEmpty ? review.source?.fileName ?? language.wording.labels.untitled : review.title
    }

    private func about() -> Report.About {
        Report.About(
            id: review.id, title: title, course: review.course, rubric: review.rubric.name, state: review.state,
            createdAt: InternetTime.text(review.createdAt), completedAt: review.completedAt.map(InternetTime.text),
            language: language.rawValue)
    }

    private func items() -> [Report.Item] {
        IdentifiedFinding.all(findings).map { identified in
            let finding = identified.finding
            let evidence = Still.times(for: finding).compactMap { time -> Report.Evidence? in
                stills[Still.milliseconds(time)].map { _ in Report.Evidence(kind: .frame, time: time, href: Still.address(of: time)) }
            }
            var item = explainer.item(for: finding, id: identified.id, evidence: evidence)
            item.since = comparison?.standings[identified.id]?.since
            return item
        }
    }

    private var explainer: Explainer {
        Explainer(fileName: review.source?.fileName, media: review.media, rubric: review.rubric, transcript: transcript, language: language)
    }

    private func changes(by comparison: Comparison, _ ids: [String]) -> Report.Changes {
        func those(_ since: Comparison.Since) -> [String] { ids.filter { comparison.standings[$0]?.since == since } }
        let fixed = comparison.fixed.map { past in
            let item = explainer.item(for: past.finding, id: past.id, evidence: [])
            return Report.Changes.Past(id: past.id, code: item.code, severity: item.severity, title: item.title, ranges: item.ranges)
        }
        return Report.Changes(
            previousReview: comparison.previous, previousCreatedAt: InternetTime.text(comparison.previousCreatedAt), fixed: fixed,
            remaining: those(.remaining), new: those(.new), regressed: those(.regressed), pieces: comparison.pieces)
    }

    /// The stages an instructor should know of; making the report is not one of them.
    private func coverage() -> [Coverage] {
        let wording = language.wording
        return review.stages.filter { $0.stage != .feedback }.map { status in
            let reason = status.reason.map { wording.reason($0) }
            let advice = Shortfall(status, of: review).map { wording.advice($0) }
            return switch status.state {
            case .measured: Coverage(stage: status.stage, state: .measured)
            case .degraded: Coverage(stage: status.stage, state: .degraded, reason: reason, advice: advice)
            case .notRun: Coverage(stage: status.stage, state: .notRun, reason: reason, advice: advice)
            case .waiting, .running: Coverage(stage: status.stage, state: .notRun, reason: wording.labels.unfinished, advice: advice)
            }
        }
    }

    /// What is the reason that talk is lost on each kind of listener.
    private static let reasons: [Listener.Kind: Set<FindingCode>] = [
        .phone: [.audioPhoneInaudible, .audioPhaseInverted, .audioBandwidthNarrow, .audioLoudnessUneven, .audioChannelDead],
        .earbud: [.audioChannelDead, .audioChannelImbalance, .audioSilence, .audioDropout, .audioLoudnessUneven],
        .laptop: [.audioLoudnessUneven, .audioNoise, .audioSilence],
    ]

    private func audiences(_ items: [Report.Item]) -> [Report.Audience] {
        guard let measurements, let simulation = ListenerSimulation(measurements, transcript: transcript) else { return [] }
        return simulation.listeners().map { listener in
            let findings = items.filter { item in
                Self.reasons[listener.kind]?.contains(item.code) == true
                    && (item.ranges.isEmpty || listener.lost.contains { lost in item.ranges.contains { $0.overlaps(lost) } })
            }
            return Report.Audience(listener, findings: listener.lost.isEmpty ? [] : findings.map(\.id))
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
