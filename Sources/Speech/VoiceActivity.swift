import CWhisper
import ReviewModel

/// Says how likely it is that somebody speaks, frame by frame: Silero VAD, run by whisper.cpp.
///
/// The network remembers what it heard, so a recording is fed in order, in blocks of whole frames.
package final class VoiceActivity {
    /// Samples of a frame, and the seconds they last: the network was trained on frames of 512 samples at 16 kHz.
    package static let frameLength = 512
    package static let frameDuration = Double(frameLength) / SpeechFormat.sampleRate

    private let context: OpaquePointer

    /// - Throws: `ChildFailure` with code `dependency` when the model is missing or is none.
    package init(model path: String) throws {
        try ModelFile.check(path, purpose: "voice-activity model", setting: "transcription.voice-activity-model")
        WhisperLog.quieten()
        var parameters = whisper_vad_default_context_params()
        parameters.n_threads = 1
        parameters.use_gpu = false
        guard let context = whisper_vad_init_from_file_with_params(path, parameters) else {
            throw ChildFailure(.dependency, "The voice-activity model \(path) cannot be read. `make setup` fetches it again.")
        }
        self.context = context
        forget()
    }

    deinit {
        whisper_vad_free(context)
    }

    /// Makes the next frame the first of a recording.
    package func forget() {
        whisper_vad_reset_state(context)
    }

    /// The probability of speech, 0 to 1, of every frame of `samples`, whose count is a multiple of `frameLength`.
    package func probabilities(_ samples: UnsafeBufferPointer<Float>) throws -> [Float] {
        precondition(samples.count.isMultiple(of: Self.frameLength))
        guard !samples.isEmpty else { return [] }
        guard whisper_vad_detect_speech_no_reset(context, samples.baseAddress, Int32(samples.count)),
            let probabilities = whisper_vad_probs(context)
        else {
            throw ChildFailure(.internal, "Voice activity could not be computed.")
        }
        return Array(UnsafeBufferPointer(start: probabilities, count: Int(whisper_vad_n_probs(context))))
    }
}
