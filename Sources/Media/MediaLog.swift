import CLibAV
import Synchronization

/// What libav says about a recording, warnings and worse.
///
/// A hostile file can make it say anything any number of times: the number of lines and their length are bounded, control characters are taken out.
package enum MediaLog {
    /// Lines of one run.
    private static let lines = 200
    /// Bytes of a line.
    private static let length = 400

    private static let sink = Mutex<(@Sendable (String) -> Void)?>(nil)
    private static let count = Atomic<Int>(0)

    /// Sends libav's lines to a function, which may be called from any thread.
    package static func redirect(to write: @escaping @Sendable (String) -> Void) {
        sink.withLock { $0 = write }
        av_log_set_level(AV_LOG_WARNING)
        av_log_set_callback { source, level, format, arguments in
            guard level <= AV_LOG_WARNING, let format, let arguments else { return }
            MediaLog.take(source, level, format, arguments)
        }
    }

    private static func take(
        _ source: UnsafeMutableRawPointer?, _ level: Int32, _ format: UnsafePointer<CChar>, _ arguments: CVaListPointer
    ) {
        let number = count.wrappingAdd(1, ordering: .relaxed).newValue
        guard number <= lines + 1, let write = sink.withLock({ $0 }) else { return }
        guard number <= lines else { return write("libav says more than \(lines) lines; the rest is left out") }
        var prefix: Int32 = 1
        var buffer = [CChar](repeating: 0, count: length)
        av_log_format_line(source, level, format, arguments, &buffer, Int32(buffer.count), &prefix)
        let text = buffer.prefix { $0 != 0 }.map { $0 >= 0 && $0 < 32 ? UInt8(ascii: " ") : UInt8(bitPattern: $0) }
        write("libav: " + String(decoding: text, as: UTF8.self))
    }
}
