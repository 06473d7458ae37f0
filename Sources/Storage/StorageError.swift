internal import Foundation

/// Why storage could not do what it was asked.
package struct StorageError: Error, Sendable, CustomStringConvertible {
    package var code: Code
    /// For a person: the cause.
    package var message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { message }

    /// Whether it is of the whole store, so that another transaction would fail alike.
    package var isOfTheStore: Bool {
        [.full, .readOnly, .busy, .unavailable].contains(code)
    }

    package struct Code: Sendable, Hashable {
        private let name: String

        /// No room is left on the device.
        package static let full = Code(name: "full")
        /// The place cannot be written.
        package static let readOnly = Code(name: "readOnly")
        /// Another process held a lock for too long.
        package static let busy = Code(name: "busy")
        /// The database server cannot be reached or stopped answering, or the database's file cannot be read or written now.
        package static let unavailable = Code(name: "unavailable")
        /// A uniqueness or reference rule was broken.
        package static let constraint = Code(name: "constraint")
        /// What is stored cannot be understood.
        package static let corrupt = Code(name: "corrupt")
        /// The schema is newer than this program.
        package static let tooNew = Code(name: "tooNew")
        /// Any other failure of the engine or the file system.
        package static let failed = Code(name: "failed")
    }
}

extension StorageError {
    /// A failed system call on a file.
    init(errno code: Int32, path: String) {
        let reason = String(cString: strerror(code))
        switch code {
        case ENOSPC, EDQUOT: self.init(.full, "There is no room left to write \(path).")
        case EROFS, EACCES, EPERM: self.init(.readOnly, "\(path) cannot be written: \(reason).")
        default: self.init(.failed, "\(path): \(reason).")
        }
    }
}
