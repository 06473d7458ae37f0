import CLibAV
import Detection
import Testing

@testable import Media

@Suite struct PictureReducerTests {
    /// Ten bits in the high end of a word and two planes, as hardware decoders and capture cards give them.
    @Test func tenBitsInTheHighEnd() throws {
        var frame = av_frame_alloc()
        defer { av_frame_free(&frame) }
        let picture = try #require(frame)
        (picture.pointee.width, picture.pointee.height, picture.pointee.format) = (640, 360, AV_PIX_FMT_P010LE.rawValue)
        #expect(av_frame_get_buffer(picture, 0) >= 0)
        for row in 0..<360 {
            let line = UnsafeMutableRawPointer(picture.pointee.data.0! + row * Int(picture.pointee.linesize.0))
            for column in 0..<640 { line.storeBytes(of: UInt16(504) << 6, toByteOffset: column * 2, as: UInt16.self) }
        }
        let reducer = PictureReducer()
        try reducer.reduce(picture)
        #expect(reducer.range == .limited)
        #expect(reducer.copy.pixels.allSatisfy { $0 == 126 })
        let planes = try #require(reducer.planes(of: picture))
        #expect(planes.luma.width == 640 && planes.luma.shift == 8 && planes.blue == nil)
        #expect(planes.luma.row(7).load(fromByteOffset: 100, as: UInt16.self) >> 8 == 126)
    }

    @Test func toneCurves() {
        for curve in [ToneCurve.perceptualQuantiser, .hybridLogGamma] {
            #expect(curve.shown(0) == 0)
            #expect(curve.shown(1) > 0.99 && curve.shown(1) <= 1)
            let steps = (0...100).map { curve.shown(Double($0) / 100) }
            #expect(zip(steps, steps.dropFirst()).allSatisfy { $0 <= $1 })
        }
        #expect(ToneCurve(AVCOL_TRC_BT709) == nil)
    }
}
