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
        let scaled = try Self.scale(source, width, height)
        frame = rotation == .none ? scaled : try PictureTurn.turn(scaled, by: rotation)
    }

    deinit {
        av_frame_free(&frame)
    }

    /// Pixels in square shape.
    private static func size(of frame: UnsafeMutablePointer<AVFrame>) -> (width: Double, height: Double) {
        let (width, height) = (Double(frame.pointee.width), Double(frame.pointee.height))
        let aspect = av_q2d(frame.pointee.sample_aspect_ratio)
        // Ratios beyond these are damage, not a format.
        guard aspect.isFinite, (0.25...4).contains(aspect) else { return (width, height) }
        return (width * aspect, height)
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

    private static func scale(_ source: UnsafeMutablePointer<AVFrame>, _ width: Int32, _ height: Int32) throws -> UnsafeMutablePointer<AVFrame> {
        let scaler = try makeScaler(source, width, height)
        defer { sws_freeContext(scaler) }
        let target = try allocate(width: width, height: height)
        let input = withUnsafeBytes(of: source.pointee.data) { Array($0.bindMemory(to: Optional<UnsafePointer<UInt8>>.self)) }
        let inputStrides = withUnsafeBytes(of: source.pointee.linesize) { Array($0.bindMemory(to: Int32.self)) }
        let output = withUnsafeBytes(of: target.pointee.data) { Array($0.bindMemory(to: Optional<UnsafeMutablePointer<UInt8>>.self)) }
        let outputStrides = withUnsafeBytes(of: target.pointee.linesize) { Array($0.bindMemory(to: Int32.self)) }
        sws_scale(scaler, input, inputStrides, 0, source.pointee.height, output, outputStrides)
        return target
    }

    /// Ranges are options of the context: set after its creation, they do not reach its shortcuts for pictures of one size.
    private static func makeScaler(_ source: UnsafeMutablePointer<AVFrame>, _ width: Int32, _ height: Int32) throws -> OpaquePointer {
        let isFull: Int32 = LumaPlane.range(of: source) == .full ? 1 : 0
        let options = [
            ("srcw", source.pointee.width), ("srch", source.pointee.height), ("src_format", source.pointee.format), ("src_range", isFull),
            ("dstw", width), ("dsth", height), ("dst_format", AV_PIX_FMT_YUV420P.rawValue), ("dst_range", 1), ("sws_flags", Int32(SWS_BICUBIC)),
        ]
        guard let scaler = sws_alloc_context() else { throw ChildFailure(.limit, "Out of memory.") }
        for (name, value) in options { av_opt_set_int(UnsafeMutableRawPointer(scaler), name, Int64(value), 0) }
        guard sws_init_context(scaler, nil, nil) >= 0 else {
            sws_freeContext(scaler)
            throw ChildFailure(.refused, "The picture's pixel format cannot be read.")
        }
        // HD video has other colour coefficients than JPEG.
        if source.pointee.colorspace == AVCOL_SPC_BT709 {
            let (from, to) = (sws_getCoefficients(Int32(SWS_CS_ITU709)), sws_getCoefficients(Int32(SWS_CS_ITU601)))
            sws_setColorspaceDetails(scaler, from, isFull, to, 1, 0, 1 << 16, 1 << 16)
        }
        return scaler
    }
}
