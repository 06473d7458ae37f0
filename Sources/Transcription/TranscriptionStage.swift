package import JobQueue
package import MediaProcess
package import ReviewModel
package import Storage
internal import Synchronization

/// Turns speech into words, in a queue of its own: it is the dearest stage by far.
package struct TranscriptionStage: StageRunner {
    private let blobs: any BlobStore
    private let child: MediaChild
    private let model: SpeechModel

    private static let notSetUp = "Speech recognition is not set up on this service; ask whoever runs it."

    package init(blobs: any BlobStore, child: MediaChild, model: SpeechModel) {
        self.blobs = blobs
        self.child = child
        self.model = model
    }

    package var stage: Stage { .transcription }

    package func run(_ work: StageWork) async throws -> Outcome {
        var limits = ChildLimits(mediaDuration: work.review.media?.duration)
        // A large model takes memory of its own; recognition may take several times the speech's length.
        limits.memory = 8 << 30
        limits.deadline *= 4
        limits.cpuSeconds *= 4
        let segments = Mutex<[Transcript.Segment]>([])
        let command = MediaCommand.transcribe(
            input: try await work.recordingPath(in: blobs), model: model.path, voiceActivityModel: model.voiceActivityPath,
            language: model.language)
        do {
            let result = try await child.run(command, limits: limits) { message in
                switch message {
                case .segment(let segment): segments.withLock { $0.append(segment) }
                case .progress(let fraction?, _): work.report(fraction)
                default: break
                }
            }
            guard case .transcribe(let language, let engine, let speech) = result else {
                throw ChildFailure(.internal, "Recognition ended without a result.")
            }
            let transcript = Transcript(language: language, engine: engine, segments: segments.withLock(\.self), speech: speech)
            return Outcome(coverage: Coverage(stage: .transcription, state: .measured), results: [.transcript(transcript)])
        } catch let failure as ChildFailure where failure.isPermanent {
            throw PermanentFailure(failure.message, reason: failure.code == .dependency ? Self.notSetUp : nil)
        }
    }
}

/// Which recogniser to use, and where its files are.
package struct SpeechModel: Sendable, Hashable {
    /// A ggml Whisper model.
    package var path: String
    /// A ggml Silero voice activity model.
    package var voiceActivityPath: String
    /// ISO 639-1 or `auto`.
    package var language: String

    package init(path: String, voiceActivityPath: String, language: String = "auto") {
        self.path = path
        self.voiceActivityPath = voiceActivityPath
        self.language = language
    }
}
