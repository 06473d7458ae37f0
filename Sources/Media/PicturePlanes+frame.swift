import CLibAV
import Detection

extension PicturePlanes {
    /// The planes of a decoded frame as they lie in memory; nil for formats that have no plane of luma.
    init?(_ frame: UnsafeMutablePointer<AVFrame>, format: AVPixelFormat) {
        guard let luma = LumaPlane(format), let descriptor = av_pix_fmt_desc_get(format), let data = frame.pointee.data.0 else { return nil }
        let picture = frame.pointee
        let (width, height) = (Int(picture.width), Int(picture.height))
        self.init(luma: Plane(base: data, stride: Int(picture.linesize.0), width: width, height: height, shift: luma.shift))
        matrix = Self.matrix(of: picture)
        // Planar colour of the same depth; interleaved (NV12) and grey formats go without.
        let components = descriptor.pointee
        guard components.nb_components >= 3, components.comp.1.plane == 1, components.comp.2.plane == 2,
            components.comp.1.step == components.comp.0.step, let blue = picture.data.1, let red = picture.data.2
        else { return }
        let (across, down) = (Int(components.log2_chroma_w), Int(components.log2_chroma_h))
        let (chromaWidth, chromaHeight) = ((width + (1 << across) - 1) >> across, (height + (1 << down) - 1) >> down)
        self.blue = Plane(base: blue, stride: Int(picture.linesize.1), width: chromaWidth, height: chromaHeight, shift: luma.shift)
        self.red = Plane(base: red, stride: Int(picture.linesize.2), width: chromaWidth, height: chromaHeight, shift: luma.shift)
    }
    /// Players take pictures that do not say for BT.709 from 720p on.
    private static func matrix(of picture: AVFrame) -> ColourMatrix {
        switch picture.colorspace {
        case AVCOL_SPC_BT709, AVCOL_SPC_BT2020_NCL, AVCOL_SPC_BT2020_CL: .bt709
        case AVCOL_SPC_UNSPECIFIED: picture.width >= 1280 || picture.height > 576 ? .bt709 : .bt601
        default: .bt601
        }
    }
}
