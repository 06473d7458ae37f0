internal import Crypto
internal import Foundation
internal import NIOCore
internal import NIOPosix
internal import SystemPackage

/// Writes one partial file and its hash; file work runs on NIO's thread pool, never on the cooperative one.
actor FileBlobWriter: BlobWriter {
    private let partial: String
    private let root: String
    private let file: FileHandle
    private var hash = SHA256()
    private(set) var count: Int64 = 0

    init(partial: String, root: String) throws {
        self.partial = partial
        self.root = root
        let descriptor = open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o640)
        guard descriptor >= 0 else { throw StorageError(errno: errno, path: partial) }
        file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    func append(_ chunk: ByteBuffer) async throws {
        let descriptor = file.fileDescriptor
        let partial = partial
        let before = hash
        hash = try await NIOThreadPool.singleton.runIfActive {
            var hash = before
            try chunk.withUnsafeReadableBytes { bytes in
                hash.update(bufferPointer: bytes)
                try Self.write(bytes, to: descriptor, path: partial)
            }
            return hash
        }
        count += Int64(chunk.readableBytes)
    }

    func finish() async throws -> Blob {
        let blob = Blob(sha256: hash.finalize().hexadecimal, bytes: count)
        let place = FileBlobStore.place(of: blob.sha256, root: root)
        let partial = partial
        let file = file
        try await NIOThreadPool.singleton.runIfActive {
            guard fsync(file.fileDescriptor) == 0 else { throw StorageError(errno: errno, path: partial) }
            try file.close()
            let folder = (place as NSString).deletingLastPathComponent
            try FileBlobStore.makeFolder(folder)
            guard rename(partial, place) == 0 else { throw StorageError(errno: errno, path: place) }
            try Self.synchronise(folder: folder)
            try Self.synchronise(folder: (folder as NSString).deletingLastPathComponent)
        }
        return blob
    }

    func discard() async {
        let (file, partial) = (file, partial)
        // Only a pool that is shutting down refuses; the next start clears what is left.
        try? await NIOThreadPool.singleton.runIfActive {
            try? file.close()
            unlink(partial)
        }
    }

    private static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32, path: String) throws {
        var rest = bytes
        while let start = rest.baseAddress, rest.count > 0 {
            do {
                let written = try FileDescriptor(rawValue: descriptor).write(UnsafeRawBufferPointer(start: start, count: rest.count))
                rest = UnsafeRawBufferPointer(rebasing: rest[written...])
            } catch let error as Errno {
                throw StorageError(errno: error.rawValue, path: path)
            }
        }
    }

    /// A rename is durable only once its folder is.
    private static func synchronise(folder: String) throws {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw StorageError(errno: errno, path: folder) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw StorageError(errno: errno, path: folder) }
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
