import CLibAV
import Testing

@testable import Media

/// Frames are painted here, plane by plane.
@Suite struct LastPictureTests {
    private static func frame(_ format: AVPixelFormat = AV_PIX_FMT_YUV420P, width: Int32 = 96, height: Int32 = 64) -> Picture {
        Picture(format, width: width, height: height)
    }

    private final class Picture {
        var frame = av_frame_alloc()

        init(_ format: AVPixelFormat, width: Int32, height: Int32) {
            frame?.pointee.format = format.rawValue
            frame?.pointee.width = width
            frame?.pointee.height = height
            av_frame_get_buffer(frame, 0)
            paint { plane, x, y in UInt8(40 + (3 * x + 5 * y + 50 * plane) % 200) }
        }

        deinit {
            av_frame_free(&frame)
        }

        func paint(_ code: (_ plane: Int, _ x: Int, _ y: Int) -> UInt8?) {
            guard let frame else { return }
            for (plane, height) in [(0, 64), (1, 32), (2, 32)] {
                guard let base = frame.pointee.extended_data[plane] else { continue }
                let stride = Int([frame.pointee.linesize.0, frame.pointee.linesize.1, frame.pointee.linesize.2][plane])
                for y in 0..<height {
                    for x in 0..<(plane == 0 ? 96 : 48) {
                        if let code = code(plane, x, y) { base[y * stride + x] = code }
                    }
                }
            }
        }
    }

    /// After how many comparisons a change was seen; nil if it never was.
    private static func seen(_ change: (_ plane: Int, _ x: Int, _ y: Int) -> UInt8?) throws -> Int? {
        let (first, next) = (frame(), frame())
        next.paint(change)
        let last = LastPicture()
        last.hold(try #require(first.frame))
        return try (1...40).first { _ in !last.isRepeated(by: try #require(next.frame)) }
    }

    @Test func theSamePictureInOtherMemoryIsARepetition() throws {
        #expect(try Self.seen { _, _, _ in nil } == nil)
    }

    @Test func nothingIsRepeatedBeforeAPictureIsHeld() throws {
        let picture = Self.frame()
        #expect(!LastPicture().isRepeated(by: try #require(picture.frame)))
    }

    @Test(arguments: [0, 1, 2])
    func whatIsAsHighAsTheStepIsSeenAtOnce(plane: Int) throws {
        #expect(try Self.seen { $0 == plane && $1 == 5 && (8..<24).contains($2) ? 1 : nil } == 1)
    }

    @Test(arguments: 0..<32)
    func oneSampleIsSeenWithinSixteenPictures(row: Int) throws {
        #expect(try #require(try Self.seen { $0 == 0 && $1 == 7 && $2 == row ? 0 : nil }) <= 16)
        #expect(try #require(try Self.seen { $0 == 2 && $1 == 7 && $2 == row ? 0 : nil }) <= 16)
    }

    @Test func anotherRangeOrSizeIsAnotherPicture() throws {
        let (first, full, small) = (Self.frame(), Self.frame(), Picture(AV_PIX_FMT_YUV420P, width: 96, height: 64))
        full.frame?.pointee.color_range = AVCOL_RANGE_JPEG
        small.frame?.pointee.height = 62
        let last = LastPicture()
        last.hold(try #require(first.frame))
        #expect(!last.isRepeated(by: try #require(full.frame)))
        #expect(!last.isRepeated(by: try #require(small.frame)))
        #expect(last.isRepeated(by: try #require(first.frame)))
    }
}
