internal import Foundation

/// A file system of a few megabytes, in memory, mounted for one test. It needs to be root, as tests in a container are.
package final class SmallDisk: Sendable {
    package let path: String
    // Kept, so that the folder goes after what is mounted in it.
    private let folder: TemporaryFolder

    /// Whether this process may mount: containers often may not.
    package static let isPossible: Bool = {
        (try? SmallDisk(megabytes: 1)) != nil
    }()

    package init(megabytes: Int) throws {
        folder = try TemporaryFolder()
        path = folder.path("disk")
        try TemporaryFolder.make(path)
        try Self.run("mount", ["-t", "tmpfs", "-o", "size=\(megabytes)m", "tmpfs", path])
    }

    deinit {
        try? Self.run("umount", ["-l", path])
    }

    /// Lets nothing be written to a folder while something runs, by a file system that is read-only in its place.
    package static func withReadOnly<Result>(_ folder: String, _ body: () async throws -> Result) async throws -> Result {
        try run("mount", ["-t", "tmpfs", "-o", "ro", "tmpfs", folder])
        do {
            let result = try await body()
            try run("umount", ["-l", folder])
            return result
        } catch {
            try run("umount", ["-l", folder])
            throw error
        }
    }

    /// Takes all the room that is left; gives it back by `empty`.
    package func fill() throws {
        let descriptor = open(filler, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        guard descriptor >= 0 else { throw Program.Failure(description: "The filler cannot be opened.") }
        defer { close(descriptor) }
        let block = [UInt8](repeating: 0, count: 1 << 16)
        var size = block.count
        while size > 0 {
            if write(descriptor, block, size) <= 0 { size /= 2 }
        }
    }

    package func empty() {
        unlink(filler)
    }

    private var filler: String { path + "/filler" }

    private static func run(_ name: String, _ arguments: [String]) throws {
        let program = try Program(name, arguments)
        guard program.status == 0 else { throw Program.Failure(description: program.errors) }
    }
}
