import Foundation

/// A file system of a few megabytes, in memory, mounted for one test. It needs to be root, as tests in a container are.
final class SmallDisk: Sendable {
    let path: String

    /// Whether this process may mount: containers often may not.
    static let isPossible: Bool = {
        let path = FileManager.default.temporaryDirectory.appending(path: "lectern-test-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        return (try? SmallDisk(at: path, megabytes: 1)) != nil
    }()

    struct Failed: Error {
        let reason: String
    }

    init(at path: String, megabytes: Int) throws {
        self.path = path
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
