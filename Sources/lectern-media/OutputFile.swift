import Foundation
import Glibc
import ReviewModel

/// A file that is open for writing. Opened before the process locks itself down.
final class OutputFile {
    private let descriptor: Int32

    /// Creates the file, or empties it.
    ///
    /// - Throws: `ChildFailure` with code `io`.
    init(path: String) throws {
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOCTTY, 0o600)
        guard descriptor >= 0 else { throw Self.failure("opened") }
    }

    deinit {
        close(descriptor)
    }

    func write(_ data: Data) throws {
        try data.withUnsafeBytes { bytes in
            var done = 0
            while done < bytes.count {
                let count = Glibc.write(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done)
                if count >= 0 {
                    done += count
                } else if errno != EINTR {
                    throw Self.failure("written")
                }
            }
        }
    }

    private static func failure(_ deed: String) -> ChildFailure {
        ChildFailure(.io, "The output could not be \(deed): \(String(cString: strerror(errno))).")
    }
}
