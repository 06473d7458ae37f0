import CLibAV
import Glibc
import ReviewModel

/// Lets libav read an open file and nothing else: it is given callbacks over the descriptor, never a path or an address.
final class FileIO {
    private let file: InputFile
    private var offset: Int64 = 0
    /// The system could not read the file.
    private(set) var failed = false
    private(set) var context: UnsafeMutablePointer<AVIOContext>?

    /// Bytes that libav reads at a time.
    private static let bufferSize = 64 << 10

    init(_ file: InputFile) throws {
        self.file = file
        let buffer = av_malloc(Self.bufferSize)?.assumingMemoryBound(to: UInt8.self)
        // Unretained: this object owns the context, so it outlives every callback.
        context = avio_alloc_context(
            buffer, Int32(Self.bufferSize), 0, Unmanaged.passUnretained(self).toOpaque(),
            { opaque, buffer, size in FileIO.of(opaque).read(buffer, Int(size)) }, nil,
            { opaque, offset, whence in FileIO.of(opaque).seek(offset, whence) })
        guard buffer != nil, context != nil else {
            av_free(buffer)
            throw ChildFailure(.limit, "The memory limit was reached while opening the recording.")
        }
    }

    deinit {
        // libav may have put a buffer of its own in the place of the first.
        if let context {
            av_free(context.pointee.buffer)
        }
        avio_context_free(&context)
    }

    private static func of(_ opaque: UnsafeMutableRawPointer?) -> FileIO {
        // libav hands back what `init` gave it.
        Unmanaged<FileIO>.fromOpaque(opaque!).takeUnretainedValue()
    }

    private func read(_ buffer: UnsafeMutablePointer<UInt8>?, _ size: Int) -> Int32 {
        let count = file.read(into: buffer, count: size, at: offset)
        guard count >= 0 else {
            failed = true
            return lectern_error_io
        }
        offset += Int64(count)
        return count == 0 ? lectern_error_eof : Int32(count)
    }

    private func seek(_ target: Int64, _ whence: Int32) -> Int64 {
        switch whence & ~AVSEEK_FORCE {
        case AVSEEK_SIZE: return file.bytes
        case SEEK_SET: offset = target
        case SEEK_CUR: offset += target
        case SEEK_END: offset = file.bytes + target
        default: return Int64(lectern_error_invalid)
        }
        guard offset >= 0 else {
            offset = 0
            return Int64(lectern_error_invalid)
        }
        return offset
    }
}
