import Media
import ReviewModel
import Testing

/// Spans of real encodings.
@Suite struct SpanTests {
    private static func slide(_ source: String, seconds: Int) -> String {
        "-f lavfi -i \(source)=s=640x360:r=25,trim=end_frame=1,loop=-1:1,setpts=N/25/TB,trim=duration=\(seconds)"
    }

    @Test(arguments: [18, 28])
    func slidesAndACameraAreTold(quality: Int) throws {
        // Two drawn pictures and one with noise on it that never rests.
        let clip = try Clip(
            "\(Self.slide("smptebars", seconds: 2)) \(Self.slide("testsrc", seconds: 2)) -f lavfi -i mandelbrot=s=640x360:r=25,trim=duration=2,"
                + "noise=alls=10:allf=t -filter_complex [0][1][2]concat=n=3,format=yuv420p \(x264) -crf \(quality)")
        let spans = try clip.inspect().spans
        #expect(spans.count == 3)
        #expect(zip(spans.map(\.end), [2.0, 4.0]).allSatisfy { abs($0 - $1) < 0.001 })
        #expect(spans.first?.kind == .slide)
        #expect(spans.allSatisfy { $0.start <= $0.still && $0.still <= $0.end })
    }
}
