package import JobQueue
package import MediaProcess
package import ReviewModel
package import Storage
internal import Synchronization

/// Decodes a recording once, keeps what was measured, and judges it by the review's rubric. A review that is judged again is not decoded again.
package struct QualityStage: StageRunner {
    private let results: ResultReader
    private let blobs: any BlobStore
    private let child: MediaChild
    private let threads: Int

    /// `threads`: decoder threads a child may use. One is cheapest in total; more finish a single recording sooner.
    package init(results: ResultReader, blobs: any BlobStore, child: MediaChild, threads: Int = 1) {
        self.results = results
        self.blobs = blobs
        self.child = child
        self.threads = threads
    }

    package var stage: Stage { .quality }

    package func run(_ work: StageWork) async throws -> Outcome {
        let media = try work.media()
        let known = try await results.measurements(of: work.review.id)
        let measurements = if let known { known } else { try await measure(work, media) }
        let findings = RuleBook.quality.findings(in: Recording(media: media, measurements: measurements), by: work.review.rubric)
        return Outcome(
            coverage: Self.coverage(of: measurements),
            results: (known == nil ? [.measurements(measurements)] : []) + [.findings(findings, by: .quality)])
    }

    private static func coverage(of measurements: MeasurementSet) -> Coverage {
        guard let unseen = measurements.summary.unseen?.totalDuration, unseen > 0 else { return Coverage(stage: .quality, state: .measured) }
        let reason =
            "A quick look: \(Int(unseen.rounded())) s of moving picture were judged by their key frames alone. Freezes, flashes, holes, damage and "
            + "black moments in them were not looked for."
        return Coverage(stage: .quality, state: .degraded, reason: reason)
    }

    private func measure(_ work: StageWork, _ media: MediaInfo) async throws -> MeasurementSet {
        let gathered = Mutex(MeasurementSet())
        do {
            let result = try await child.run(
                .inspect(input: try await work.recordingPath(in: blobs), threads: threads, depth: work.review.depth),
                limits: ChildLimits(mediaDuration: media.duration)
            ) { message in
                switch message {
                case .series(let series): gathered.withLock { $0.series.append(series) }
                case .event(let event): gathered.withLock { $0.events.append(event) }
                case .motion(let motion): gathered.withLock { $0.motion = motion }
                case .span(let span): gathered.withLock { $0.spans.append(span) }
                case .progress(let fraction?, _): work.report(fraction)
                default: break
                }
            }
            guard case .inspect(let summary) = result else {
                throw ChildFailure(.internal, "The inspection ended without a result.")
            }
            return gathered.withLock { set in
                set.summary = summary
                return set
            }
        } catch let failure as ChildFailure where failure.isPermanent {
            throw PermanentFailure(failure.message)
        }
    }
}

extension StageWork {
    /// What the probe found. The ingest stage has stored it before any other stage begins.
    func media() throws -> MediaInfo {
        guard let media = review.media else { throw PermanentFailure("The recording was never probed.") }
        return media
    }
}
