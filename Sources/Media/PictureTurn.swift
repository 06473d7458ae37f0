import CLibAV
import ReviewModel

/// Turns a planar 8-bit picture by quarter turns.
enum PictureTurn {
    /// A turned copy; the given frame is freed.
    static func turn(_ frame: UnsafeMutablePointer<AVFrame>, by rotation: Rotation) throws -> UnsafeMutablePointer<AVFrame> {
        var source: UnsafeMutablePointer<AVFrame>? = frame
        defer { av_frame_free(&source) }
        let (width, height) = (frame.pointee.width, frame.pointee.height)
        let target =
            try rotation.swapsSides
            ? ShownPicture.allocate(width: height, height: width) : ShownPicture.allocate(width: width, height: height)
        let planes = [
            (frame.pointee.data.0, frame.pointee.linesize.0, target.pointee.data.0, target.pointee.linesize.0, 0),
            (frame.pointee.data.1, frame.pointee.linesize.1, target.pointee.data.1, target.pointee.linesize.1, 1),
            (frame.pointee.data.2, frame.pointee.linesize.2, target.pointee.data.2, target.pointee.linesize.2, 1),
        ]
        for (input, inputStride, output, outputStride, halving) in planes {
            guard let input, let output else { continue }
            let (width, height) = (Int(width) >> halving, Int(height) >> halving)
            for y in 0..<height {
                for x in 0..<width {
                    let (column, row) =
                        switch rotation {
                        case .none: (x, y)
                        case .right: (height - 1 - y, x)
                        case .half: (width - 1 - x, height - 1 - y)
                        case .left: (y, width - 1 - x)
                        }
                    output[row * Int(outputStride) + column] = input[y * Int(inputStride) + x]
                }
            }
        }
        return target
    }
}
