internal import CFileSystem
internal import Crypto
internal import Foundation
internal import NIOCore
internal import NIOPosix
internal import SystemPackage

/// A partial blob as a file; file work runs on NIO's thread pool, never on the cooperative one.
///
/// What comes is hashed and written behind whoever brings it: as much as has come meanwhile goes in one turn, so that a fast connection waits for the
/// disk and not for threads.
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

    /// What came and is not written yet.
    private var queue: [ByteBuffer] = []
    /// Bytes in the queue and in the turn that is being written.
    private var queued = 0
    private var isWriting = false
    /// Why a turn could not be written; nothing comes after it.
    private var failure: (any Error)?
    /// Those who bring more than is taken ahead.
    private var waiting: [CheckedContinuation<Void, Never>] = []
    /// Those who wait until so much is written as had come when they asked; more may come meanwhile.
    private var settling: [(count: Int64, waiter: CheckedContinuation<Void, Never>)] = []

    /// Bytes that are taken ahead of the disk.
    private static let ahead = 256 << 10
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

    var count: Int64 { position.count + Int64(queued) }

    func append(_ chunk: ByteBuffer) async throws {
        if let failure { throw failure }
        queue.append(chunk)
        queued += chunk.readableBytes
        if !isWriting {
            isWriting = true
            Task { await write() }
        }
        if queued > Self.ahead { await withCheckedContinuation { waiting.append($0) } }
        if let failure { throw failure }
    }

    /// Writes what is in the queue, turn by turn, until there is nothing more.
    private func write() async {
        while !queue.isEmpty {
            let turn = queue
            queue = []
            do {
                position = try await write(turn, at: position)
            } catch {
                failure = error
                queue = []
                queued = 0
            }
            queued -= failure == nil ? turn.reduce(0) { $0 + $1.readableBytes } : 0
            for one in waiting { one.resume() }
            waiting = []
            for one in settling where one.count <= position.count || failure != nil { one.waiter.resume() }
            settling.removeAll { $0.count <= position.count || failure != nil }
        }
        isWriting = false
    }

    private func write(_ turn: [ByteBuffer], at before: Position) async throws -> Position {
        let (descriptor, path) = (file.fileDescriptor, path)
        return try await NIOThreadPool.singleton.runIfActive {
            var position = before
            for chunk in turn {
                try chunk.withUnsafeReadableBytes { bytes in
                    position.hash.update(bufferPointer: bytes)
                    try Self.write(bytes, at: position.count, to: descriptor, path: path)
                    position.count += Int64(bytes.count)
                }
            }
            return position
        }
    }

    private func settle() async {
        guard isWriting, queued > 0 else { return }
        let wanted = count
        await withCheckedContinuation { settling.append((wanted, $0)) }
    }

    func append(partial name: String) async throws {
        await settle()
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
        await settle()
        let (descriptor, path, now) = (file.fileDescriptor, path, position)
        try await NIOThreadPool.singleton.runIfActive {
            guard fdatasync(descriptor) == 0 else { throw StorageError(errno: errno, path: path) }
        }
        safe = now
        return now.count
    }

    func rollBack() async throws {
        await settle()
        let (descriptor, path, safe) = (file.fileDescriptor, path, safe)
        try await NIOThreadPool.singleton.runIfActive {
            guard ftruncate(descriptor, off_t(safe.count)) == 0 else { throw StorageError(errno: errno, path: path) }
        }
        position = safe
    }

    func digest() async throws -> Blob {
        await settle()
        if let failure { throw failure }
        let (descriptor, path, position) = (file.fileDescriptor, path, position)
        try await NIOThreadPool.singleton.runIfActive {
            // Room that was kept and is not used is given back.
            guard ftruncate(descriptor, off_t(position.count)) == 0, fsync(descriptor) == 0 else { throw StorageError(errno: errno, path: path) }
        }
        return Blob(sha256: position.hash.finalize().hexadecimal, bytes: position.count)
    }

    func close() async {
        await settle()
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
