import CWhisper
import Foundation
import ReviewModel

/// Recognises one piece of speech at a time with a Whisper model, on the thread that calls.
///
/// Every piece stands alone (no context, no timestamp tokens): an error in one cannot spread to the next. Words get their
/// times from the decoder's attention (dynamic time warping).
package final class WhisperRecognizer {
    /// ISO 639-1. Nil until a multilingual model has heard the first piece, where no language was asked for.
    package private(set) var language: String?
    /// What reports name, for example `whisper.cpp 1.8.5 ggml-tiny.en`.
    package let engine: String

    private let context: OpaquePointer

    /// - Parameters:
    ///   - path: any model in whisper.cpp's ggml format.
    ///   - language: ISO 639-1; nil to have it detected.
    /// - Throws: `ChildFailure` with code `dependency` when the model is missing, is none, or does not know the language.
    package init(model path: String, language: String?) throws {
        let header = try ModelFile.start(
            of: path, bytes: ModelShape.headerBytes, purpose: "speech model", setting: "transcription.model")
        let shape = ModelShape(header: header)
        let name = URL(filePath: path).deletingPathExtension().lastPathComponent
        self.language = try Self.choose(language, shape: shape, model: name)
        engine = "whisper.cpp \(String(cString: whisper_version())) \(name)"

        WhisperLog.quieten()
        var parameters = whisper_context_default_params()
        parameters.use_gpu = false
        // Flash attention keeps no attention weights, which word times are made from.
        parameters.flash_attn = false
        parameters.dtw_token_timestamps = true
        parameters.dtw_aheads_preset = shape.alignmentHeads ?? WHISPER_AHEADS_N_TOP_MOST
        parameters.dtw_n_top = Int32(max(1, shape.textLayers / 2))
        guard let context = whisper_init_from_file_with_params(path, parameters) else {
            throw ChildFailure(.dependency, "The speech model \(path) cannot be read. `make setup` fetches it again.")
        }
        self.context = context
    }

    deinit {
        whisper_free(context)
    }

    private static func choose(_ asked: String?, shape: ModelShape, model: String) throws -> String? {
        guard let asked, asked != "auto" else { return shape.isEnglishOnly ? "en" : nil }
        guard whisper_lang_id(asked) >= 0 else {
            throw ChildFailure(.dependency, "Whisper knows no language \"\(asked)\". Languages are named by ISO 639-1, for example en.")
        }
        guard asked == "en" || !shape.isEnglishOnly else {
            throw ChildFailure(
                .dependency, "\(model) knows English only. Set `transcription.model` to a multilingual model for \"\(asked)\".")
        }
        return asked
    }

    /// - Parameter samples: at most 30 s in the form of `SpeechFormat`.
    package func recognize(_ samples: UnsafeBufferPointer<Float>) throws -> Recognition {
        let padded = Self.padded(samples)
        // The C strings must live as long as the call.
        let status = (language ?? "auto").withCString { language in
            var parameters = Self.parameters
            parameters.language = language
            return whisper_full(context, parameters, padded, Int32(padded.count))
        }
        guard status == 0 else { throw ChildFailure(.internal, "Speech recognition failed (whisper.cpp status \(status)).") }
        if language == nil, let name = whisper_lang_str(whisper_full_lang_id(context)) { language = String(cString: name) }
        return result
    }

    /// A beam of five: over 20 short test recordings it put one word right that greedy search had wrong, spoilt none, and
    /// cost 8 % more (up to two thirds more where a piece is full of words); a beam of two was worse than none.
    ///
    /// The encoder always takes its full 30 s. Cut to the length of a short piece (`audio_ctx`) it is two to three times as
    /// fast, but words go wrong and short prompts come out twice.
    private static var parameters: whisper_full_params {
        var parameters = whisper_full_default_params(WHISPER_SAMPLING_BEAM_SEARCH)
        parameters.beam_search.beam_size = 5
        parameters.n_threads = 1
        parameters.greedy.best_of = 2
        // Of the tries with ever more chance in them that whisper.cpp makes after a bad result, every other is enough.
        parameters.temperature_inc = 0.4
        parameters.no_context = true
        parameters.no_timestamps = true
        parameters.single_segment = true
        parameters.suppress_blank = true
        parameters.suppress_nst = true
        parameters.print_progress = false
        parameters.print_timestamps = false
        return parameters
    }

    /// whisper.cpp takes nothing under 0.1 s, and its alignment aborts the process under 0.16 s: a second is safe.
    private static func padded(_ samples: UnsafeBufferPointer<Float>) -> [Float] {
        let least = Int(SpeechFormat.sampleRate)
        return Array(samples) + Array(repeating: 0, count: max(0, least - samples.count))
    }

    private var result: Recognition {
        let end = whisper_token_eot(context)
        let segments = 0..<whisper_full_n_segments(context)
        let tokens = segments.flatMap { segment in
            (0..<whisper_full_n_tokens(context, segment)).compactMap { index -> Recognition.Token? in
                let data = whisper_full_get_token_data(context, segment, index)
                guard data.id < end, let text = whisper_token_to_str(context, data.id) else { return nil }
                // Hundredths of a second.
                let time = max(0, Double(data.t_dtw) / 100)
                return Recognition.Token(bytes: bytes(of: text), end: time, probability: Double(data.p))
            }
        }
        let noSpeech = segments.map { Double(whisper_full_get_segment_no_speech_prob(context, $0)) }.max() ?? 1
        return Recognition(tokens: tokens, noSpeech: noSpeech)
    }
}

/// The bytes of a C string, which need not be whole characters.
private func bytes(of text: UnsafePointer<CChar>) -> [UInt8] {
    UnsafeBufferPointer(start: text, count: strlen(text)).map { UInt8(bitPattern: $0) }
}
