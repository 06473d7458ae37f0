import Foundation
import Glibc
import ReviewModel
import Synchronization

/// Writes the child's messages on standard output: one JSON object a line, each line in one write.
final class Emitter: Sendable {
    static let shared = Emitter()

    private let encoder: Mutex<JSONEncoder>

    private init() {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes]
        self.encoder = Mutex(encoder)
    }

    /// Writes a message. Safe from every thread; lines never mix. A parent that no longer reads ends this process: nobody wants the rest.
    func emit(_ message: ChildMessage) {
        encoder.withLock { encoder in
            do {
                var line = try encoder.encode(message)
                line.append(UInt8(ascii: "\n"))
                Self.write(line)
            } catch {
                Log.warning("a message could not be encoded: \(error)")
            }
        }
    }

    private static func write(_ line: Data) {
        line.withUnsafeBytes { bytes in
            var done = 0
            while done < bytes.count {
                let count = Glibc.write(STDOUT_FILENO, bytes.baseAddress.map { $0 + done }, bytes.count - done)
                if count >= 0 {
                    done += count
                } else if errno != EINTR {
                    _exit(1)
                }
            }
        }
    }
}
