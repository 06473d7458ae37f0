import CLibAV
import Detection
import ReviewModel

/// Makes the small luma copy of decoded frames, whatever their pixel format; a stream may change size and format on the way.
final class PictureReducer {
    private(set) var copy = LumaCopy()
    /// Which codes are black and white in the copy.
    private(set) var range = LumaRange.limited

    private var size: (width: Int32, height: Int32, format: Int32) = (0, 0, -1)
    private var reducer: LumaReducer?
    private var plane: LumaPlane?
    private var scaler: OpaquePointer?
    private var gray: [UInt8] = []
    private let converter = PlaneConverter()

    deinit {
        sws_freeContext(scaler)
    }

    func reduce(_ frame: UnsafeMutablePointer<AVFrame>) throws {
        let picture = frame.pointee
        guard picture.width > 0, picture.height > 0 else { return }
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

    /// The full-size planes of the frame; a format whose luma is no plane of its own is turned into 4:2:0 for it.
    func planes(of frame: UnsafeMutablePointer<AVFrame>) -> PicturePlanes? {
        if plane != nil { return PicturePlanes(frame, format: AVPixelFormat(rawValue: frame.pointee.format)) }
        return converter.planes(of: frame)
    }

    private func adapt(to frame: UnsafeMutablePointer<AVFrame>) throws {
        let (width, height) = (frame.pointee.width, frame.pointee.height)
        let format = AVPixelFormat(rawValue: frame.pointee.format)
        plane = LumaPlane(format)
        sws_freeContext(scaler)
        scaler = nil
        if plane == nil {
            let factor = Int32(LumaReducer.factor(width: Int(width), height: Int(height)))
            let (small, low) = (width / factor, height / factor)
            // The area method averages, as the reducer does.
            scaler = sws_getContext(width, height, format, small, low, AV_PIX_FMT_GRAY8, Int32(SWS_AREA), nil, nil, nil)
            guard scaler != nil else { throw ChildFailure(.refused, "The picture's pixel format cannot be read.") }
            copy = LumaCopy(width: Int(small), height: Int(low), pixels: Array(repeating: 0, count: Int(small * low)))
        } else {
            reducer = LumaReducer(width: Int(width), height: Int(height))
        }
        size = (width, height, frame.pointee.format)
    }

    /// swscale gives grey in the full range.
    private func reduceScaled(_ frame: UnsafeMutablePointer<AVFrame>) throws {
        range = .full
        let picture = frame.pointee
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
