internal import CFileSystem
internal import Crypto
internal import Foundation
internal import NIOCore
internal import NIOPosix
internal import SystemPackage

/// A partial blob as a file; file work runs on NIO's thread pool, never on the cooperative one.
actor PartialFile: PartialBlob {
    /// How far a file is: its length, and the hash of that much of it.
    struct Position: Sendable {
        var count: Int64
        var hash: SHA256
    }

    private let path: String
    private let file: FileHandle
    private let remember: @Sendable (Position) -> Void
    private var position: Position
    /// What is on the disk for good.
    private var safe: Position

    /// Bytes read at once where a file is hashed or copied.
    private static let piece = 1 << 20

    /// Opens or makes the file and locks it; blocks.
    ///
    /// - Parameters:
    ///   - known: a position of this file that was hashed before, which saves reading it again.
    ///   - remember: told the last position when the file is closed.
    init(
        path: String, at offset: Int64, length: Int64?, known: Position?, remember: @escaping @Sendable (Position) -> Void = { _ in }
    ) throws {
        self.path = path
        self.remember = remember
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o640)
        guard descriptor >= 0 else { throw StorageError(errno: errno, path: path) }
        file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        // The kernel lets go of the lock when its holder dies, however it dies.
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw errno == EWOULDBLOCK ? StorageError(.busy, "\(path) is being written.") : StorageError(errno: errno, path: path)
        }
        if offset == 0 { try FileBlobStore.synchronise(folder: (path as NSString).deletingLastPathComponent) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw StorageError(errno: errno, path: path) }
        guard Int64(status.st_size) >= offset else {
            throw StorageError(.corrupt, "\(path) has \(status.st_size) bytes where \(offset) were stored.")
        }
        guard ftruncate(descriptor, off_t(offset)) == 0 else { throw StorageError(errno: errno, path: path) }
        if let length, length > offset { try Self.reserve(length, from: offset, descriptor, path) }
        if let known, known.count == offset {
            position = known
        } else {
            var hash = SHA256()
            try Self.read(descriptor, path, bytes: offset) { hash.update(bufferPointer: $0) }
            position = Position(count: offset, hash: hash)
        }
        safe = position
    }

    var count: Int64 { position.count }

    func append(_ chunk: ByteBuffer) async throws {
        let (descriptor, path, before) = (file.fileDescriptor, path, position)
        position = try await NIOThreadPool.singleton.runIfActive {
            var position = before
            try chunk.withUnsafeReadableBytes { bytes in
                position.hash.update(bufferPointer: bytes)
                try Self.write(bytes, at: position.count, to: descriptor, path: path)
                position.count += Int64(bytes.count)
            }
            return position
        }
    }

    func append(partial name: String) async throws {
        let other = (path as NSString).deletingLastPathComponent + "/" + name
        let (descriptor, path, before) = (file.fileDescriptor, path, position)
        position = try await NIOThreadPool.singleton.runIfActive {
            var position = before
            let source = open(other, O_RDONLY | O_CLOEXEC)
            guard source >= 0 else { throw StorageError(errno: errno, path: other) }
            defer { Foundation.close(source) }
            try Self.read(source, other, bytes: nil) { bytes in
                position.hash.update(bufferPointer: bytes)
                try Self.write(bytes, at: position.count, to: descriptor, path: path)
                position.count += Int64(bytes.count)
            }
            return position
        }
    }

    func synchronise() async throws -> Int64 {
        let (descriptor, path, now) = (file.fileDescriptor, path, position)
        try await NIOThreadPool.singleton.runIfActive {
            guard fdatasync(descriptor) == 0 else { throw StorageError(errno: errno, path: path) }
        }
        safe = now
        return now.count
    }

    func rollBack() async throws {
        let (descriptor, path, safe) = (file.fileDescriptor, path, safe)
        try await NIOThreadPool.singleton.runIfActive {
            guard ftruncate(descriptor, off_t(safe.count)) == 0 else { throw StorageError(errno: errno, path: path) }
        }
        position = safe
    }

    func digest() async throws -> Blob {
        let (descriptor, path, position) = (file.fileDescriptor, path, position)
        try await NIOThreadPool.singleton.runIfActive {
            // Room that was kept and is not used is given back.
            guard ftruncate(descriptor, off_t(position.count)) == 0, fsync(descriptor) == 0 else { throw StorageError(errno: errno, path: path) }
        }
        return Blob(sha256: position.hash.finalize().hexadecimal, bytes: position.count)
    }

    func close() {
        remember(position)
        // Letting go of the lock cannot fail in a way that anybody could do something about.
        try? file.close()
    }

    /// Keeps room on the disk, without making the file longer. Where the file system cannot, whoever watches the room has to do.
    private static func reserve(_ length: Int64, from offset: Int64, _ descriptor: Int32, _ path: String) throws {
        let cause = lectern_reserve(descriptor, offset, length - offset)
        guard [0, EOPNOTSUPP, ENOSYS].contains(cause) else { throw StorageError(errno: cause, path: path) }
    }

    /// Reads a file from its beginning in pieces: `bytes` of it, or all.
    private static func read(_ descriptor: Int32, _ path: String, bytes: Int64?, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        let file = FileDescriptor(rawValue: descriptor)
        try withUnsafeTemporaryAllocation(byteCount: piece, alignment: 16) { buffer in
            var offset: Int64 = 0
            while offset < bytes ?? .max {
                let wanted = min(Int64(piece), (bytes ?? .max) - offset)
                let space = UnsafeMutableRawBufferPointer(rebasing: buffer[..<Int(wanted)])
                let count: Int
                do {
                    count = try file.read(fromAbsoluteOffset: offset, into: space)
                } catch let error as Errno {
                    throw StorageError(errno: error.rawValue, path: path)
                }
                guard count > 0 else { break }
                try body(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[..<count]))
                offset += Int64(count)
            }
        }
    }

    private static func write(_ bytes: UnsafeRawBufferPointer, at offset: Int64, to descriptor: Int32, path: String) throws {
        do {
            try FileDescriptor(rawValue: descriptor).writeAll(toAbsoluteOffset: offset, bytes)
        } catch let error as Errno {
            throw StorageError(errno: error.rawValue, path: path)
        }
    }
}
