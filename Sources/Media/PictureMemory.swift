import CLibAV
import Glibc

/// The memory that a decoder of one thread writes its pictures into: huge pages, where the system has them.
///
/// A picture of 1080p lies on 760 pages of 4 KiB. A decoder that fetches blocks from all over its reference pictures, and whoever measures what it
/// wrote, keep missing the processor's table of addresses then, the more so in a virtual machine; two pages of 2 MiB spare them that.
final class PictureMemory {
    private static let hugePage = 2 << 20
    /// Smaller pictures would leave most of a huge page empty, and stay where libavcodec puts them.
    private static let leastBytes = 1 << 20

    private var pool: OpaquePointer?
    private var poolBytes = 0

    /// How many pictures the decoder has begun to write.
    private(set) var begun = 0
    /// The one that it began last, for those who must see it before it is shown; nil until they ask for it.
    private(set) var latest: UnsafeMutablePointer<AVFrame>?

    deinit {
        av_frame_free(&latest)
        // A picture that somebody still holds keeps its memory until they let go of it.
        av_buffer_pool_uninit(&pool)
    }

    /// Makes a decoder that is not yet open take the memory for its pictures from here, which must outlive it.
    func serve(_ context: UnsafeMutablePointer<AVCodecContext>) {
        guard context.pointee.codec_type == AVMEDIA_TYPE_VIDEO, context.pointee.codec.pointee.capabilities & AV_CODEC_CAP_DR1 != 0 else { return }
        context.pointee.opaque = Unmanaged.passUnretained(self).toOpaque()
        context.pointee.get_buffer2 = { context, frame, flags in
            guard let context, let frame, let memory = context.pointee.opaque else { return lectern_error_invalid }
            return Unmanaged<PictureMemory>.fromOpaque(memory).takeUnretainedValue().begin(frame, for: context, flags)
        }
    }

    /// Holds on to the picture that is begun last from now on.
    func holdLatest() {
        if latest == nil { latest = av_frame_alloc() }
    }

    private func begin(_ frame: UnsafeMutablePointer<AVFrame>, for context: UnsafeMutablePointer<AVCodecContext>, _ flags: Int32) -> Int32 {
        let status = fill(frame, for: context) ? 0 : avcodec_default_get_buffer2(context, frame, flags)
        guard status >= 0 else { return status }
        begun += 1
        if let latest {
            av_frame_unref(latest)
            return av_frame_ref(latest, frame)
        }
        return status
    }

    /// Gives a frame its planes.
    ///
    /// - Returns: false for a picture that libavcodec lays out better itself.
    private func fill(_ frame: UnsafeMutablePointer<AVFrame>, for context: UnsafeMutablePointer<AVCodecContext>) -> Bool {
        guard let layout = PictureLayout(frame, for: context), layout.bytes >= Self.leastBytes, let buffer = buffer(of: layout.bytes) else {
            return false
        }
        layout.apply(to: frame, in: buffer)
        return true
    }

    private func buffer(of bytes: Int) -> UnsafeMutablePointer<AVBufferRef>? {
        if bytes != poolBytes {
            av_buffer_pool_uninit(&pool)
            pool = av_buffer_pool_init2(bytes, nil, { _, bytes in PictureMemory.allocate(bytes) }, nil)
            poolBytes = bytes
        }
        return av_buffer_pool_get(pool)
    }

    private static func allocate(_ bytes: Int) -> UnsafeMutablePointer<AVBufferRef>? {
        let whole = (bytes + hugePage - 1) / hugePage * hugePage
        // Mapped pages begin anywhere: one huge page more holds as many that begin where they must.
        let mapped = mmap(nil, whole + hugePage, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        guard let mapped, mapped != MAP_FAILED else { return nil }
        let begin = mapped.alignedUp(toMultipleOf: hugePage)
        let before = begin - mapped
        if before > 0 { munmap(mapped, before) }
        munmap(begin + whole, hugePage - before)
        // A system without huge pages, or with none left, gives small ones.
        madvise(begin, whole, MADV_HUGEPAGE)
        let size = UnsafeMutableRawPointer(bitPattern: whole)
        let free: @convention(c) (UnsafeMutableRawPointer?, UnsafeMutablePointer<UInt8>?) -> Void = { size, begin in
            munmap(begin, Int(bitPattern: size))
        }
        guard let buffer = av_buffer_create(begin.assumingMemoryBound(to: UInt8.self), bytes, free, size, 0) else {
            munmap(begin, whole)
            return nil
        }
        return buffer
    }
}
