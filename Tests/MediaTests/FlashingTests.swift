import Media
import ReviewModel
import Testing

/// Flashes, shake and bars in real files: what an encoder leaves of them.
@Suite struct FlashingTests {
    private static let grey = "-f lavfi -i color=0x606060:s=320x180:r=25:d=3 -vf"

    @Test(arguments: [
        ("white", "yuv420p", x264, "clip.mp4"), ("red", "yuv420p", x264, "clip.mp4"),
        ("red", "yuv420p10le", "-c:v libx264 -preset ultrafast -pix_fmt yuv420p10le -threads 1", "clip.mkv"),
        ("red", "yuvj420p", "-c:v mjpeg -q:v 4", "clip.avi"), ("red", "rgb24", "-c:v libx264rgb -preset ultrafast -threads 1", "clip.mkv"),
    ])
    func fiveFlashesASecond(colour: String, format: String, codec: String, name: String) throws {
        let set = try Clip(
            "\(Self.grey) drawbox=c=\(colour):t=fill:enable='between(t,1,1.99)*lt(mod(t,0.2),0.1)',format=\(format) \(codec) -crf 23", to: name
        ).inspect()
        let series = try #require(set[colour == "red" ? .redFlashTransitions : .flashTransitions])
        #expect((9...10).contains(series.measured.max() ?? 0))
        let run = try #require(set.events(.flashing).first)
        #expect(abs(run.start - 1) < 0.05 && abs(run.end - 1.92) < 0.05)
    }

    @Test func redAndGreenOfOneLuma() throws {
        // 4 a second; the luma of both is the same.
        let set = try Clip(
            "-f lavfi -i color=0x008000:s=320x180:r=25:d=3 -vf drawbox=c=red:t=fill:enable='between(t,1,1.99)*lt(mod(t,0.25),0.125)' \(x264)"
        ).inspect()
        #expect(try #require(set[.redFlashTransitions]).measured.max() ?? 0 >= 7)
    }

    @Test func barsAreExactToThePixel() throws {
        let set = try Clip("-f lavfi -i testsrc2=s=1280x610:r=5:d=2 -vf pad=1280:720:0:50:black \(x264) -crf 30").inspect()
        let sizes = [SeriesName.barTop, .barBottom].map { (set[$0]?.measured.first ?? 0) * 720 }
        #expect(zip(sizes, [50, 60]).allSatisfy { abs($0 - $1) < 1.1 })
    }
}
