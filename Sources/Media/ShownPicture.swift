import CLibAV
import Detection
import ReviewModel

/// A decoded frame as a player shows it: square pixels, turned, not wider than wanted. Full-range BT.601 4:2:0, what JPEG files hold.
final class ShownPicture {
    private(set) var frame: UnsafeMutablePointer<AVFrame>?

    /// Pixels.
    var width: Int { Int(frame?.pointee.width ?? 0) }
    var height: Int { Int(frame?.pointee.height ?? 0) }

    init(_ source: UnsafeMutablePointer<AVFrame>, rotation: Rotation, maxWidth: Int) throws {
        let upright = Self.size(of: source)
        let shownWidth = rotation.swapsSides ? upright.height : upright.width
        let scale = min(1, Double(maxWidth) / shownWidth)
        let (width, height) = (Self.even(upright.width * scale), Self.even(upright.height * scale))
        guard Int64(width) * Int64(height) <= Bounds.pixels else { throw ChildFailure(.refused, "The picture is too large.") }
        let scaled = try Self.allocate(width: width, height: height)
        try FrameScaler(source, width: width, height: height).scale(source, to: scaled)
        frame = rotation == .none ? scaled : try PictureTurn.turn(scaled, by: rotation)
    }

    deinit {
        av_frame_free(&frame)
    }

    /// Pixels in square shape.
    private static func size(of frame: UnsafeMutablePointer<AVFrame>) -> (width: Double, height: Double) {
        let (width, height) = (Double(frame.pointee.width), Double(frame.pointee.height))
        return (width * (PixelShape.width(av_q2d(frame.pointee.sample_aspect_ratio)) ?? 1), height)
    }

    /// 4:2:0 wants even sides.
    private static func even(_ side: Double) -> Int32 {
        max(2, Int32(side.rounded()) & ~1)
    }

    static func allocate(width: Int32, height: Int32) throws -> UnsafeMutablePointer<AVFrame> {
        guard let frame = av_frame_alloc() else { throw ChildFailure(.limit, "Out of memory.") }
        frame.pointee.width = width
        frame.pointee.height = height
        frame.pointee.format = AV_PIX_FMT_YUV420P.rawValue
        frame.pointee.color_range = AVCOL_RANGE_JPEG
        guard av_frame_get_buffer(frame, 0) >= 0 else {
            var failed: UnsafeMutablePointer<AVFrame>? = frame
            av_frame_free(&failed)
            throw ChildFailure(.limit, "Out of memory.")
        }
        return frame
    }
}
