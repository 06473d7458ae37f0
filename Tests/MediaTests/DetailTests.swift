import Media
import ReviewModel
import Testing

/// Full-size measurements of clips as encoders write them.
@Suite struct DetailTests {
    private static let scene = "-f lavfi -i testsrc2=s=640x360:r=25:d=2"

    @Test(arguments: ["yuv420p", "yuv420p10le"])
    func aBlurWidensEdges(format: String) throws {
        let set = try Clip(
            "-f lavfi -i color=gray:s=640x360:r=25:d=2 -vf drawgrid=w=48:h=40:t=12:c=white,gblur=sigma=4:enable='gte(t,1)' -c:v libx264 -preset ultrafast -pix_fmt \(format)",
            to: "clip.mkv"
        ).inspect()
        let width = try #require(set[.edgeWidth])
        try #require(width.count == 8)
        #expect((0..<4).allSatisfy { (width[$0] ?? 1) < 0.0025 })
        #expect((4..<8).allSatisfy { (width[$0] ?? 0) > 0.0033 })
    }

    @Test func aCoarseCodecLeavesBlocksAndAGoodOneDoesNot() throws {
        let soft = "-f lavfi -i mandelbrot=s=640x360:r=25 -t 1 -vf gblur=sigma=1.5"
        let coarse = try Clip("\(soft) -c:v mpeg4 -q:v 31", to: "clip.mkv").inspect()
        let good = try Clip("\(soft) \(x264) -crf 20").inspect()
        #expect(try #require(coarse[.blockSteps]?.measured.max()) > 0.06)
        #expect(try #require(good[.blockSteps]?.measured.max()) < 0.03)
    }

    @Test(arguments: [("interleave_top", 1.0), ("interleave_bottom", -1.0)])
    func interlacedPicturesHaveCombingInOrder(mode: String, sign: Double) throws {
        let set = try Clip("-f lavfi -i testsrc2=s=640x360:r=50:d=2 -vf tinterlace=mode=\(mode),setfield=prog \(x264) -crf 20").inspect()
        #expect(try #require(set[.combing]?.measured.max()) > 0.002)
        #expect(try #require(set[.fieldOrder]?.measured.first) * sign > 0.1)
    }

    @Test func progressivePicturesHaveNone() throws {
        let set = try Clip("\(Self.scene) \(x264) -crf 20").inspect()
        #expect(try #require(set[.combing]?.measured.max()) < 0.002)
    }

    @Test func noiseIsToldFromAQuietPicture() throws {
        let wall = "-f lavfi -i gradients=s=640x360:c0=gray:c1=0x505050:r=25:d=2"
        let noisy = try Clip("\(wall) -vf noise=alls=24:allf=t \(x264) -crf 20").inspect()
        let quiet = try Clip("\(wall) -vf noise=alls=4:allf=t \(x264) -crf 20").inspect()
        #expect(try #require(noisy[.pictureNoise]?.measured.min()) > 0.03)
        #expect((quiet[.pictureNoise]?.measured.max() ?? 0) < 0.01)
    }
}
