package import JobQueue
package import MediaProcess
package import ReviewModel
package import Storage

/// Probes a recording that has arrived, and accepts it or refuses it with the reason.
package struct IngestStage: StageRunner {
    private let blobs: any BlobStore
    private let child: MediaChild

    /// Reading headers takes seconds, whatever the recording's length.
    private static let deadline = Duration.seconds(120)

    package init(blobs: any BlobStore, child: MediaChild) {
        self.blobs = blobs
        self.child = child
    }

    package var stage: Stage { .ingest }

    package func run(_ work: StageWork) async throws -> Outcome {
        var limits = ChildLimits()
        limits.deadline = Self.deadline
        do {
            guard case .probe(let media) = try await child.run(.probe(input: try await work.recordingPath(in: blobs)), limits: limits) else {
                throw ChildFailure(.internal, "A probe gave no description of the recording.")
            }
            return accept(media, work.review)
        } catch let failure as ChildFailure where [.unreadable, .refused, .noStream].contains(failure.code) {
            return refuse(failure)
        }
    }

    private func accept(_ media: MediaInfo, _ review: Review) -> Outcome {
        var outcome = Outcome(coverage: Coverage(stage: .ingest, state: .measured), media: media)
        if !review.transcribe {
            outcome.skipped.append(Coverage(stage: .transcription, state: .notRun, reason: "Transcription was switched off for this review."))
        } else if media.audio == nil {
            outcome.skipped.append(Coverage(stage: .transcription, state: .notRun, reason: "The recording has no sound."))
        }
        return outcome
    }

    /// The review ends with this one finding.
    private func refuse(_ failure: ChildFailure) -> Outcome {
        let finding = Finding(.containerUnreadable, .mustFix, confidence: 1, note: failure.message)
        let skipped = Stage.ingest.impossibleWithout.map {
            Coverage(stage: $0, state: .notRun, reason: "The recording could not be opened.")
        }
        return Outcome(
            coverage: Coverage(stage: .ingest, state: .measured), results: [.findings([finding], by: .ingest)], problem: failure.message,
            skipped: skipped)
    }
}
