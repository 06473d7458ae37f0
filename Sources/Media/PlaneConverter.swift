import CLibAV
import Detection

/// Turns pictures of formats without a luma plane (RGB, palettes) into 4:2:0 at full size, full range, when a meter samples one.
final class PlaneConverter {
    private var scaler: FrameScaler?
    private var target: UnsafeMutablePointer<AVFrame>?
    private var source: (width: Int32, height: Int32, format: Int32) = (0, 0, -1)

    deinit {
        av_frame_free(&target)
    }

    /// Good until the next call; nil where the format cannot be converted.
    func planes(of frame: UnsafeMutablePointer<AVFrame>) -> PicturePlanes? {
        let picture = frame.pointee
        if source != (picture.width, picture.height, picture.format) {
            source = (picture.width, picture.height, picture.format)
            av_frame_free(&target)
            // 4:2:0 wants even sides.
            let (width, height) = (max(2, picture.width & ~1), max(2, picture.height & ~1))
            target = try? ShownPicture.allocate(width: width, height: height)
            scaler = try? FrameScaler(frame, width: width, height: height)
        }
        guard let target, let scaler else { return nil }
        scaler.scale(frame, to: target)
        var planes = PicturePlanes(target, format: AV_PIX_FMT_YUV420P)
        planes?.matrix = .bt601
        return planes
    }
}
