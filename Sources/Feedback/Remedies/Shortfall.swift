import JobQueue
import ReviewModel

/// Why a part of a recording was not looked at, as far as it decides what it would take to have it looked at.
enum Shortfall: Sendable, Hashable, CaseIterable {
    /// It is still at work.
    case unfinished
    case cancelled
    /// The file cannot be opened.
    case unreadable
    /// Nobody asked for a transcript.
    case transcriptOff
    case withoutSound
    case withoutTranscript
    /// Speech was judged without knowing what happens in the picture.
    case withoutMeasurements
    /// Most pictures were left out, as it was asked for.
    case quickLook
    /// The bytes are no longer stored.
    case bytesGone
    /// It was given up: a fault of the service, or a limit.
    case failed

    /// Nil for a part that was looked at.
    init?(_ status: Review.StageStatus, of review: Review) {
        switch (status.state, status.stage) {
        case (.measured, _): return nil
        case (.waiting, _), (.running, _): self = .unfinished
        case (.degraded, .quality): self = .quickLook
        case (.degraded, _): self = .withoutMeasurements
        case (.notRun, _) where review.state == .cancelled: self = .cancelled
        case (.notRun, _) where status.reason == StageWork.bytesGone: self = .bytesGone
        case (.notRun, _) where review.media == nil && review.stages.contains { $0.stage == .ingest && $0.state == .measured }:
            self = .unreadable
        case (.notRun, .transcription) where !review.transcribe: self = .transcriptOff
        case (.notRun, .transcription) where review.media != nil && review.media?.audio == nil: self = .withoutSound
        case (.notRun, .content) where review.stages.contains { $0.stage == .transcription && $0.state == .notRun }: self = .withoutTranscript
        case (.notRun, _): self = .failed
        }
    }
}
