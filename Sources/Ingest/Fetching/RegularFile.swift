internal import Foundation
internal import NIOCore
internal import NIOPosix

/// A file that was opened as what it is: no link, which could lead anywhere, and no pipe, which could hold a thread for ever.
struct RegularFile: Sendable {
    private let handle: FileHandle
    let bytes: Int64
    /// Changes with the file.
    let validator: String

    private static let chunk = 1 << 20

    /// - Throws: `FetchRefusal`.
    static func open(_ path: String) async throws -> RegularFile {
        try await NIOThreadPool.singleton.runIfActive {
            let descriptor = Glibc.open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
            guard descriptor >= 0 else {
                let cause = errno
                // Where the whole folder is missing, another machine may have it.
                let folder = URL(filePath: path).deletingLastPathComponent().path
                if !FileManager.default.fileExists(atPath: folder) { throw FetchRefusal.later("The folder \(folder) is not there.") }
                throw FetchRefusal.final("The file cannot be read: \(String(cString: strerror(cause))).")
            }
            let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
            var status = stat()
            guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw FetchRefusal.final("It is no file any more.") }
            let time = status.st_mtim
            return RegularFile(
                handle: handle, bytes: Int64(status.st_size), validator: "\(status.st_ino):\(status.st_size):\(time.tv_sec).\(time.tv_nsec)")
        }
    }

    /// Its bytes from a place on, read on threads that may block.
    func body(from offset: Int64) -> Body { Body(handle: handle, offset: offset) }

    struct Body: AsyncSequence, Sendable {
        fileprivate let handle: FileHandle
        fileprivate let offset: Int64

        struct AsyncIterator: AsyncIteratorProtocol {
            fileprivate let handle: FileHandle
            fileprivate var offset: Int64

            mutating func next() async throws -> ByteBuffer? {
                let (handle, place) = (handle, offset)
                let data = try await NIOThreadPool.singleton.runIfActive {
                    try handle.seek(toOffset: UInt64(place))
                    return try handle.read(upToCount: RegularFile.chunk) ?? Data()
                }
                offset += Int64(data.count)
                return data.isEmpty ? nil : ByteBuffer(bytes: data)
            }
        }

        func makeAsyncIterator() -> AsyncIterator { AsyncIterator(handle: handle, offset: offset) }
    }
}
