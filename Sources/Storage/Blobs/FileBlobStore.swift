internal import Crypto
internal import Foundation
package import NIOCore
internal import NIOPosix

/// Blobs as files: `blobs/ab/abcdef...`. They grow in `uploads/`, or in `incoming/` where they do not outlive the process, so that the final move
/// is a rename.
package struct FileBlobStore: BlobStore {
    private let root: String
    private let hashes = KnownHashes()

    /// Makes the folders where there are none, and clears what a killed process left half-received.
    package init(root: String) throws {
        self.root = root
        try Self.makeFolder(root + "/blobs")
        try Self.makeFolder(root + "/uploads")
        let incoming = root + "/incoming"
        try Self.makeFolder(incoming)
        for name in (try? FileManager.default.contentsOfDirectory(atPath: incoming)) ?? [] where !Self.isInUse(name) {
            try? FileManager.default.removeItem(atPath: incoming + "/" + name)
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

    package func store(_ bytes: ByteBuffer) async throws -> Blob {
        let path = scratchPath()
        let file = try await NIOThreadPool.singleton.runIfActive { try PartialFile(path: path, at: 0, length: nil, known: nil) }
        do {
            try await file.append(bytes)
            let blob = try await file.digest()
            await file.close()
            try await move(path, to: blob)
            return blob
        } catch {
            await file.close()
            unlink(path)
            throw error
        }
    }

    package func partial(_ name: String, at offset: Int64, length: Int64?) async throws -> any PartialBlob {
        let (path, hashes) = (partialPath(name), hashes)
        return try await NIOThreadPool.singleton.runIfActive {
            try PartialFile(path: path, at: offset, length: length, known: hashes[name], remember: { hashes[name] = $0 })
        }
    }

    package func adopt(_ name: String, as blob: Blob) async throws {
        try await move(partialPath(name), to: blob)
        hashes[name] = nil
    }

    package func remove(_ sha256: String, unlessSince time: Double) async throws {
        let (place, aside) = (Self.place(of: sha256, root: root), scratchPath())
        try await NIOThreadPool.singleton.runIfActive {
            // Taken aside first: what is looked at is then what is removed, even where the same bytes arrive at this moment.
            guard rename(place, aside) == 0 else {
                guard errno == ENOENT else { throw StorageError(errno: errno, path: place) }
                return
            }
            var status = stat()
            guard lstat(aside, &status) == 0, Double(status.st_mtim.tv_sec) < time else {
                rename(aside, place)
                return
            }
            unlink(aside)
        }
    }

    package func remove(partial name: String) async throws {
        let path = partialPath(name)
        hashes[name] = nil
        guard unlink(path) == 0 || errno == ENOENT else { throw StorageError(errno: errno, path: path) }
    }

    package func partials() async throws -> [String] {
        let folder = root + "/uploads"
        return try await NIOThreadPool.singleton.runIfActive { try FileManager.default.contentsOfDirectory(atPath: folder) }
    }

    private func partialPath(_ name: String) -> String { "\(root)/uploads/\(name)" }

    /// Gives a file its final name. Where it was given before, there is nothing left to do.
    private func move(_ path: String, to blob: Blob) async throws {
        let place = Self.place(of: blob.sha256, root: root)
        try await NIOThreadPool.singleton.runIfActive {
            let folder = (place as NSString).deletingLastPathComponent
            try Self.makeFolder(folder)
            // What arrives now is new, however long ago its last byte came.
            utimensat(AT_FDCWD, path, nil, 0)
            if rename(path, place) != 0 {
                let cause = errno
                guard cause == ENOENT, FileManager.default.fileExists(atPath: place) else { throw StorageError(errno: cause, path: place) }
            }
            try Self.synchronise(folder: folder)
            try Self.synchronise(folder: (folder as NSString).deletingLastPathComponent)
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

    /// A new name is durable only once its folder is.
    static func synchronise(folder: String) throws {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw StorageError(errno: errno, path: folder) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw StorageError(errno: errno, path: folder) }
    }

    /// Whether the process whose number begins a partial file's name is alive.
    private static func isInUse(_ name: String) -> Bool {
        guard let process = name.split(separator: "-").first.flatMap({ pid_t($0) }), process != getpid() else { return false }
        return kill(process, 0) == 0 || errno == EPERM
    }
}

extension Sequence<UInt8> {
    /// Two lower-case digits a byte.
    package var hexadecimal: String {
        map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }
}
