import CLibAV
import Detection
import ReviewModel

/// Makes the small luma copy of decoded frames as a player shows them: turned, and with high dynamic range brought to that of an ordinary screen.
/// A stream may change size and format on the way.
final class PictureReducer {
    private(set) var copy = LumaCopy()
    /// Which codes are black and white in the copy.
    private(set) var range = LumaRange.limited

    private var size: (width: Int32, height: Int32, format: Int32) = (0, 0, -1)
    /// Of the copy that swscale makes, before it is turned.
    private var small = (width: 0, height: 0)
    private var reducer: LumaReducer?
    private var plane: LumaPlane?
    private var scaler: OpaquePointer?
    private var gray: [UInt8] = []
    private let converter = PlaneConverter()
    private let last = LastPicture()
    private let turner: PlaneTurner?
    private var tone: (curve: ToneCurve, range: LumaRange, table: [UInt8])?

    init(_ rotation: Rotation = .none) {
        turner = PlaneTurner(rotation)
    }

    deinit {
        sws_freeContext(scaler)
    }

    /// The copy of a picture that repeats the one before it is left as it is.
    func reduce(_ frame: UnsafeMutablePointer<AVFrame>) throws {
        let picture = frame.pointee
        guard picture.width > 0, picture.height > 0, !last.isRepeated(by: frame) else { return }
        last.hold(frame)
        try copyLuma(of: frame)
        if let curve = ToneCurve(picture.color_trc) { bend(by: curve) }
        turner?.turn(&copy)
    }

    private func copyLuma(of frame: UnsafeMutablePointer<AVFrame>) throws {
        let picture = frame.pointee
        if size != (picture.width, picture.height, picture.format) { try adapt(to: frame) }
        guard plane != nil else {
            try reduceScaled(frame)
            return
        }
        guard let data = picture.data.0 else { return }
        range = LumaPlane.range(of: frame)
        if let shift = plane?.shift {
            reducer?.reduce(wide: UnsafeRawPointer(data), stride: Int(picture.linesize.0), shift: shift, into: &copy)
        } else {
            reducer?.reduce(UnsafePointer(data), stride: Int(picture.linesize.0), into: &copy)
        }
    }

    /// Whether the last frame's luma is a plane of its own.
    var hasPlanes: Bool { plane != nil }

    /// The full-size planes of the frame; a format whose luma is no plane of its own is turned into 4:2:0 for it.
    func planes(of frame: UnsafeMutablePointer<AVFrame>) -> PicturePlanes? {
        let upright = plane == nil ? converter.planes(of: frame) : PicturePlanes(frame, format: AVPixelFormat(rawValue: frame.pointee.format))
        guard let turner else { return upright }
        return upright.map(turner.turn)
    }

    private func bend(by curve: ToneCurve) {
        if tone?.curve != curve || tone?.range != range { tone = (curve, range, curve.table(range)) }
        guard let table = tone?.table else { return }
        copy.pixels.withUnsafeMutableBufferPointer { pixels in
            table.withUnsafeBufferPointer { table in
                for index in pixels.indices { pixels[index] = table[Int(pixels[index])] }
            }
        }
    }

    private func adapt(to frame: UnsafeMutablePointer<AVFrame>) throws {
        let (width, height) = (frame.pointee.width, frame.pointee.height)
        let format = AVPixelFormat(rawValue: frame.pointee.format)
        plane = LumaPlane(format)
        sws_freeContext(scaler)
        scaler = nil
        if plane == nil {
            let factor = Int32(LumaReducer.factor(width: Int(width), height: Int(height)))
            small = (Int(width / factor), Int(height / factor))
            // The area method averages, as the reducer does.
            scaler = sws_getContext(width, height, format, width / factor, height / factor, AV_PIX_FMT_GRAY8, Int32(SWS_AREA), nil, nil, nil)
            guard scaler != nil else { throw ChildFailure(.refused, "The picture's pixel format cannot be read.") }
            copy = LumaCopy(width: small.width, height: small.height, pixels: Array(repeating: 0, count: small.width * small.height))
        } else {
            reducer = LumaReducer(width: Int(width), height: Int(height))
        }
        size = (width, height, frame.pointee.format)
    }

    /// swscale gives grey in the full range.
    private func reduceScaled(_ frame: UnsafeMutablePointer<AVFrame>) throws {
        range = .full
        let picture = frame.pointee
        (copy.width, copy.height) = small
        var source = withUnsafeBytes(of: picture.data) { Array($0.bindMemory(to: Optional<UnsafePointer<UInt8>>.self)) }
        var strides = withUnsafeBytes(of: picture.linesize) { Array($0.bindMemory(to: Int32.self)) }
        let width = Int32(copy.width)
        // swscale writes whole vectors, past the end of a row of an odd width: give it room and copy out.
        let padded = (copy.width + 63) & ~63
        if gray.count != padded * copy.height { gray = Array(repeating: 0, count: padded * copy.height) }
        gray.withUnsafeMutableBufferPointer { gray in
            var target: [UnsafeMutablePointer<UInt8>?] = [gray.baseAddress, nil, nil, nil]
            var targetStrides: [Int32] = [Int32(padded), 0, 0, 0]
            sws_scale(scaler, &source, &strides, 0, picture.height, &target, &targetStrides)
        }
        for row in 0..<copy.height {
            copy.pixels.replaceSubrange(row * Int(width)..<(row + 1) * Int(width), with: gray[row * padded..<row * padded + Int(width)])
        }
    }
}
