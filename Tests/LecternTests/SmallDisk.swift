import Foundation
import TestSupport

/// A file system of a few megabytes, in memory, mounted for one test. It needs to be root, as tests in a container are.
final class SmallDisk: Sendable {
    let path: String
    // Kept, so that the folder goes after what is mounted in it.
    private let folder: TemporaryFolder

    /// Whether this process may mount: containers often may not.
    static let isPossible: Bool = {
        (try? SmallDisk(megabytes: 1)) != nil
    }()

    struct Failed: Error {
        let reason: String
    }

    init(megabytes: Int) throws {
        folder = try TemporaryFolder()
        path = folder.path("disk")
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try Self.run(["mount", "-t", "tmpfs", "-o", "size=\(megabytes)m", "tmpfs", path])
    }

    deinit {
        try? Self.run(["umount", "-l", path])
    }

    private static func run(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = arguments
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failed(reason: arguments.joined(separator: " ")) }
    }
}
