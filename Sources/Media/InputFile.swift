import Foundation
import Glibc
import ReviewModel

/// A file that is open for reading. Opened before the process locks itself down, parsed only afterwards.
package final class InputFile {
    let descriptor: Int32
    /// The file's size.
    package let bytes: Int64

    /// Opens a regular file.
    ///
    /// - Throws: `ChildFailure` with code `io` when it cannot be opened, `unreadable` when it is empty.
    package init(path: String) throws {
        // Not blocking: opening a named pipe would wait for a writer.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
        guard descriptor >= 0 else {
            throw ChildFailure(.io, "The file could not be opened: \(String(cString: strerror(errno))).")
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw ChildFailure(.io, "The input is not a regular file.")
        }
        guard status.st_size > 0 else {
            close(descriptor)
            throw ChildFailure(.unreadable, "The file is empty.")
        }
        self.descriptor = descriptor
        bytes = Int64(status.st_size)
    }

    deinit {
        close(descriptor)
    }

    /// Reads up to `count` bytes from an offset; fewer at the end of the file or when reading fails.
    func bytes(at offset: Int64, count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = max(0, read(into: buffer.baseAddress, count: count, at: offset))
        }
    }

    /// Reads up to `count` bytes; the number read, 0 at the end, negative when reading fails.
    func read(into buffer: UnsafeMutableRawPointer?, count: Int, at offset: Int64) -> Int {
        while true {
            let result = pread(descriptor, buffer, count, off_t(offset))
            if result >= 0 || errno != EINTR { return result }
        }
    }
}
