import CLibAV
import Glibc

/// Holds on to the last picture that was measured, to tell at a fraction of the cost of measuring that the next one shows the same.
///
/// One row in sixteen of every plane is compared, beginning with another row each time: what is not a repetition differs in the first rows already,
/// and a change so small that it lies between them all, a thin line that grows, is seen within sixteen pictures.
final class LastPicture {
    private static let rowStep = 16

    private var held = av_frame_alloc()
    private var turn = 0

    deinit {
        av_frame_free(&held)
    }

    /// Whether a frame shows what the one that is held does.
    func isRepeated(by frame: UnsafeMutablePointer<AVFrame>) -> Bool {
        guard let held, held.pointee.data.0 != nil else { return false }
        let (last, next) = (held.pointee, frame.pointee)
        if last.data.0 == next.data.0 { return true }
        guard last.width == next.width, last.height == next.height, last.format == next.format, last.color_range == next.color_range,
            last.color_trc == next.color_trc, last.colorspace == next.colorspace, let planes = Self.planes(of: next)
        else { return false }
        turn = (turn + 1) % Self.rowStep
        return planes.allSatisfy { plane in
            stride(from: turn % max(1, plane.rows), to: plane.rows, by: Self.rowStep).allSatisfy { row in
                memcmp(Self.row(row, plane.index, of: held), Self.row(row, plane.index, of: frame), plane.bytes) == 0
            }
        }
    }

    /// Holds a frame that has been measured.
    func hold(_ frame: UnsafeMutablePointer<AVFrame>) {
        guard let held else { return }
        av_frame_unref(held)
        // Without memory for it, nothing is held, and the next picture is measured too.
        if av_frame_ref(held, frame) < 0 { av_frame_unref(held) }
    }

    func release() {
        if let held { av_frame_unref(held) }
    }

    private static func row(_ row: Int, _ plane: Int, of frame: UnsafeMutablePointer<AVFrame>) -> UnsafePointer<UInt8> {
        // `extended_data` has the same planes as `data`, and can be indexed.
        let (base, stride) = withUnsafePointer(to: &frame.pointee.linesize) {
            $0.withMemoryRebound(to: Int32.self, capacity: 8) { (frame.pointee.extended_data[plane]!, Int($0[plane])) }
        }
        return UnsafePointer(base + row * stride)
    }

    /// The planes of a frame in memory; nil for formats that are none.
    private static func planes(of picture: AVFrame) -> [(index: Int, bytes: Int, rows: Int)]? {
        let format = AVPixelFormat(rawValue: picture.format)
        guard let descriptor = av_pix_fmt_desc_get(format), descriptor.pointee.flags & UInt64(AV_PIX_FMT_FLAG_HWACCEL) == 0 else { return nil }
        let count = Int(av_pix_fmt_count_planes(format))
        guard count > 0 else { return nil }
        let chroma = Int(descriptor.pointee.log2_chroma_h)
        let height = Int(picture.height)
        return (0..<count).map { index in
            let isChroma = index == 1 || index == 2
            return (
                index, Int(av_image_get_linesize(format, picture.width, Int32(index))), isChroma ? (height + (1 << chroma) - 1) >> chroma : height
            )
        }
    }
}
