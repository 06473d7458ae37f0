import Media
import ReviewModel
import Testing

/// A decoder of one thread writes into memory of our own, one of two threads into libavcodec's: both see the same pictures.
@Suite struct PictureMemoryTests {
    @Test(arguments: [
        x264, "-c:v libx264 -preset ultrafast -pix_fmt yuv444p10le",
        "-c:v libx265 -preset ultrafast -x265-params log-level=none -pix_fmt yuv422p12le",
        "-c:v mpeg2video -q:v 3 -pix_fmt yuv422p", "-c:v libvpx-vp9 -deadline realtime -cpu-used 8", "-c:v ffv1 -pix_fmt bgr0",
        "-c:v ffv1 -pix_fmt gray16le", "-c:v ffv1 -pix_fmt yuva420p", "-c:v mjpeg -q:v 3", "-c:v png -pix_fmt pal8",
        "-c:v utvideo -pix_fmt gbrp",
    ])
    func measuresTheSame(codec: String) throws {
        // No side is a multiple of a block, and a plane fills more than half a huge page.
        let clip = try Clip("-f lavfi -i testsrc2=s=1446x814:r=10:d=1 -pix_fmt yuv420p \(codec)", to: "clip.mkv")
        let (own, other) = (try clip.inspect(), try clip.inspect(threads: 2))
        #expect(own.summary.frames == 10 && own.summary.decodeErrors == 0)
        #expect(own == other)
    }

    /// Each size has memory of its own, and pictures of the one before it are still read.
    @Test func aStreamThatChangesItsSize() throws {
        let small = try Clip("-f lavfi -i testsrc2=s=1280x720:r=10:d=1 \(x264)", to: "a.ts").data
        let large = try Clip("-f lavfi -i testsrc2=s=1920x1080:r=10:d=1 -output_ts_offset 1 \(x264)", to: "b.ts").data
        let clip = try Clip(small + large + small, named: "clip.ts")
        let (own, other) = (try clip.inspect(), try clip.inspect(threads: 2))
        #expect(own.summary.frames == 30)
        #expect(own == other)
    }
}
