import CLibAV
import Detection
import ReviewModel

/// Turns decoded frames of one size and format into full-range BT.601 4:2:0 of a size of choice.
final class FrameScaler {
    private let context: OpaquePointer

    /// Ranges are options of the context: set after its creation, they do not reach its shortcuts for pictures of one size.
    init(_ source: UnsafeMutablePointer<AVFrame>, width: Int32, height: Int32) throws {
        let isFull: Int32 = LumaPlane.range(of: source) == .full ? 1 : 0
        let options = [
            ("srcw", source.pointee.width), ("srch", source.pointee.height), ("src_format", source.pointee.format), ("src_range", isFull),
            ("dstw", width), ("dsth", height), ("dst_format", AV_PIX_FMT_YUV420P.rawValue), ("dst_range", 1), ("sws_flags", Int32(SWS_BICUBIC)),
        ]
        guard let context = sws_alloc_context() else { throw ChildFailure(.limit, "Out of memory.") }
        for (name, value) in options { av_opt_set_int(UnsafeMutableRawPointer(context), name, Int64(value), 0) }
        guard sws_init_context(context, nil, nil) >= 0 else {
            sws_freeContext(context)
            throw ChildFailure(.refused, "The picture's pixel format cannot be read.")
        }
        // HD video has other colour coefficients than JPEG.
        if source.pointee.colorspace == AVCOL_SPC_BT709 {
            let (from, to) = (sws_getCoefficients(Int32(SWS_CS_ITU709)), sws_getCoefficients(Int32(SWS_CS_ITU601)))
            sws_setColorspaceDetails(context, from, isFull, to, 1, 0, 1 << 16, 1 << 16)
        }
        self.context = context
    }

    deinit {
        sws_freeContext(context)
    }

    func scale(_ source: UnsafeMutablePointer<AVFrame>, to target: UnsafeMutablePointer<AVFrame>) {
        let input = withUnsafeBytes(of: source.pointee.data) { Array($0.bindMemory(to: Optional<UnsafePointer<UInt8>>.self)) }
        let inputStrides = withUnsafeBytes(of: source.pointee.linesize) { Array($0.bindMemory(to: Int32.self)) }
        let output = withUnsafeBytes(of: target.pointee.data) { Array($0.bindMemory(to: Optional<UnsafeMutablePointer<UInt8>>.self)) }
        let outputStrides = withUnsafeBytes(of: target.pointee.linesize) { Array($0.bindMemory(to: Int32.self)) }
        sws_scale(context, input, inputStrides, 0, source.pointee.height, output, outputStrides)
    }
}
