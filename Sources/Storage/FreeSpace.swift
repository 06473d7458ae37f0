internal import Foundation

/// How much room a file system has left.
package enum FreeSpace {
    /// Bytes that an unprivileged process may still write where `path` is; nil where that cannot be told.
    package static func bytes(at path: String) -> Int64? {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { return nil }
        return Int64(status.f_bavail) * Int64(status.f_frsize)
    }
}
