import CWhisper
import Foundation

/// whisper.cpp tells of every step on standard error; only what went wrong is worth a line of the child's log.
enum WhisperLog {
    private static let once: Void = whisper_log_set(
        { level, text, _ in
            guard level == GGML_LOG_LEVEL_ERROR, let text else { return }
            FileHandle.standardError.write(Data(String(cString: text).utf8))
        }, nil)

    static func quieten() {
        _ = once
    }
}
