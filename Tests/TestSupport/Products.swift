package import Foundation

/// Where the programs and the set-up's files are, for tests that run the real thing.
package enum Products {
    /// The checkout.
    package static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    package static func program(_ name: String) -> String {
        root.appending(path: ".build/release/\(name)").path
    }

    /// A file that set-up made below `.deps`.
    package static func dependency(_ path: String) throws -> String {
        let file = root.appending(path: ".deps/\(path)").path
        guard FileManager.default.fileExists(atPath: file) else { throw Missing(path: file) }
        return file
    }

    package struct Missing: Error, CustomStringConvertible {
        let path: String

        package var description: String { "\(path) is missing: run 'make test', which sets it up." }
    }
}
