internal import Crypto
internal import Foundation
package import NIOCore
internal import NIOPosix

/// Blobs as files: `blobs/ab/abcdef...`, received in `incoming/` beside it, so that the final move is a rename.
package struct FileBlobStore: BlobStore {
    private let root: String

    /// Makes the folders where there are none, and clears what a killed process left half-received.
    package init(root: String) throws {
        self.root = root
        try Self.makeFolder(root + "/blobs")
        let incoming = root + "/incoming"
        try Self.makeFolder(incoming)
        for name in (try? FileManager.default.contentsOfDirectory(atPath: incoming)) ?? [] where !Self.isInUse(name) {
            try? FileManager.default.removeItem(atPath: incoming + "/" + name)
        }
    }

    package func writer() async throws -> any BlobWriter {
        let partial = scratchPath()
        return try await NIOThreadPool.singleton.runIfActive { [root] in
            try FileBlobWriter(partial: partial, root: root)
        }
    }

    package func path(of sha256: String) async throws -> String? {
        let path = Self.place(of: sha256, root: root)
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }

    package func read(_ sha256: String) async throws -> ByteBuffer? {
        guard let path = try await path(of: sha256) else { return nil }
        return try await NIOThreadPool.singleton.runIfActive {
            ByteBuffer(bytes: try Data(contentsOf: URL(filePath: path)))
        }
    }

    package func scratchPath() -> String {
        "\(root)/incoming/\(getpid())-\(UUID().uuidString)"
    }

    package func freeBytes() -> Int64? {
        FreeSpace.bytes(at: root)
    }

    /// Hashes a file that stays where it is and refers to it by a link, for a review that lives no longer than its command.
    package func link(_ path: String) async throws -> Blob {
        try await NIOThreadPool.singleton.runIfActive { [root] in
            let file = try FileHandle(forReadingFrom: URL(filePath: path))
            defer { try? file.close() }
            var hash = SHA256()
            var bytes: Int64 = 0
            while let chunk = try file.read(upToCount: 1 << 20), !chunk.isEmpty {
                hash.update(data: chunk)
                bytes += Int64(chunk.count)
            }
            let blob = Blob(sha256: hash.finalize().hexadecimal, bytes: bytes)
            let place = Self.place(of: blob.sha256, root: root)
            if !FileManager.default.fileExists(atPath: place) {
                try Self.makeFolder((place as NSString).deletingLastPathComponent)
                try FileManager.default.createSymbolicLink(atPath: place, withDestinationPath: URL(filePath: path).path)
            }
            return blob
        }
    }

    static func place(of sha256: String, root: String) -> String {
        "\(root)/blobs/\(sha256.prefix(2))/\(sha256)"
    }

    static func makeFolder(_ path: String) throws {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw StorageError(.readOnly, "The folder \(path) cannot be made: \(error.localizedDescription)")
        }
    }

    /// Whether the process whose number begins a partial file's name is alive.
    private static func isInUse(_ name: String) -> Bool {
        guard let process = name.split(separator: "-").first.flatMap({ pid_t($0) }), process != getpid() else { return false }
        return kill(process, 0) == 0 || errno == EPERM
    }
}

extension Sequence<UInt8> {
    /// Two lower-case digits a byte.
    var hexadecimal: String {
        map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }
}
