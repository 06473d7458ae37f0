import Foundation
import Glibc

/// Lines for the operator, on standard error.
enum Log {
    static func warning(_ text: String) {
        let line = Data("lectern-media: \(text)\n".utf8)
        line.withUnsafeBytes { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}
