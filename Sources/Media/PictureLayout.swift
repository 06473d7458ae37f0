import CLibAV

/// Where the planes of a decoder's picture lie within one block of memory: what libavcodec's documentation of `get_buffer2` asks for.
struct PictureLayout {
    /// Bytes from a plane's row to the next.
    private var strides: [Int32] = [0, 0, 0, 0]
    /// Of each plane from the block's beginning.
    private var offsets: [Int] = []
    private(set) var bytes = 0

    /// Behind each plane, for decoders read and write whole vectors: as much as libavcodec's own memory has.
    private static let padding = 16 + alignment - 1
    /// For the widest vectors there are.
    private static let alignment = 64

    /// - Returns: nil for a format whose planes are not just pixels in memory.
    init?(_ frame: UnsafeMutablePointer<AVFrame>, for context: UnsafeMutablePointer<AVCodecContext>) {
        let format = AVPixelFormat(rawValue: frame.pointee.format)
        let unfit = UInt64(AV_PIX_FMT_FLAG_HWACCEL) | UInt64(AV_PIX_FMT_FLAG_PAL) | UInt64(AV_PIX_FMT_FLAG_BITSTREAM)
        guard let descriptor = av_pix_fmt_desc_get(format), descriptor.pointee.flags & unfit == 0 else { return nil }
        var (width, height) = (frame.pointee.width, frame.pointee.height)
        var alignments = [Int32](repeating: 0, count: Int(AV_NUM_DATA_POINTERS))
        avcodec_align_dimensions2(context, &width, &height, &alignments)
        // Wider by the width's lowest set bit until the rows of every plane begin where they must.
        repeat {
            guard av_image_fill_linesizes(&strides, format, width) >= 0 else { return nil }
            width += width & -width
        } while zip(strides, alignments).contains { $1 > 0 && $0 % $1 != 0 }
        var sizes = [0, 0, 0, 0]
        guard av_image_fill_plane_sizes(&sizes, format, height, strides.map(Int.init)) >= 0 else { return nil }
        for size in sizes where size > 0 {
            offsets.append(bytes)
            bytes += (size + Self.padding + Self.alignment - 1) / Self.alignment * Self.alignment
        }
    }

    /// Gives a frame its planes in a buffer of at least `bytes`, which is then the frame's.
    func apply(to frame: UnsafeMutablePointer<AVFrame>, in buffer: UnsafeMutablePointer<AVBufferRef>) {
        withUnsafeMutablePointer(to: &frame.pointee.linesize.0) { $0.update(from: strides, count: strides.count) }
        withUnsafeMutablePointer(to: &frame.pointee.data.0) { data in
            for (plane, offset) in offsets.enumerated() { data[plane] = buffer.pointee.data + offset }
        }
        frame.pointee.buf.0 = buffer
        lectern_point_to_planes(frame)
    }
}
