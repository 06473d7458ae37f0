import CLibAV
import ReviewModel

/// libav's numbers in words.
enum AVFailure {
    static func text(_ code: Int32) -> String {
        var buffer = [CChar](repeating: 0, count: 256)
        guard av_strerror(code, &buffer, buffer.count) == 0 else { return "error \(code)" }
        return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// A failure of libav; running out of the memory that the process may use is a limit whatever else was going on.
    static func failure(_ code: Int32, _ kind: ChildFailure.Code, _ message: String) -> ChildFailure {
        code == lectern_error_no_memory
            ? ChildFailure(.limit, "The memory limit was reached while opening or decoding the recording.")
            : ChildFailure(kind, "\(message) (\(text(code))).")
    }
}
