import CLibAV
import Detection

/// How the luma of a pixel format can be read straight from a decoded frame; formats without a luma plane of their own go through swscale.
struct LumaPlane: Equatable {
    /// Bits to shift a 16-bit sample by to get 8; nil for planes of bytes.
    var shift: Int?

    /// Nil for RGB, palettes, interleaved 4:2:2, big-endian words and frames that are not in memory.
    init?(_ format: AVPixelFormat) {
        guard let descriptor = av_pix_fmt_desc_get(format) else { return nil }
        let unusable = UInt64(
            AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL | AV_PIX_FMT_FLAG_BITSTREAM | AV_PIX_FMT_FLAG_HWACCEL | AV_PIX_FMT_FLAG_BE
                | AV_PIX_FMT_FLAG_FLOAT)
        let luma = descriptor.pointee.comp.0
        guard descriptor.pointee.flags & unusable == 0, luma.plane == 0, luma.offset == 0 else { return nil }
        switch (luma.step, luma.depth) {
        case (1, 8): shift = luma.shift == 0 ? nil : Int(luma.shift)
        case (2, 9...16): shift = Int(luma.shift + luma.depth - 8)
        default: return nil
        }
        if luma.step == 1 && luma.shift != 0 { return nil }
    }

    /// Which codes are black and white in a frame. Grey pictures and the old `yuvj` formats use all of them, others the limited range unless they say
    /// so.
    static func range(of frame: UnsafeMutablePointer<AVFrame>) -> LumaRange {
        if frame.pointee.color_range == AVCOL_RANGE_JPEG { return .full }
        switch AVPixelFormat(rawValue: frame.pointee.format) {
        case AV_PIX_FMT_YUVJ420P, AV_PIX_FMT_YUVJ422P, AV_PIX_FMT_YUVJ444P, AV_PIX_FMT_YUVJ440P, AV_PIX_FMT_YUVJ411P: return .full
        case AV_PIX_FMT_GRAY8, AV_PIX_FMT_YA8, AV_PIX_FMT_GRAY10LE, AV_PIX_FMT_GRAY12LE, AV_PIX_FMT_GRAY16LE:
            return frame.pointee.color_range == AVCOL_RANGE_MPEG ? .limited : .full
        default: return .limited
        }
    }
}
