import CLibAV
import ReviewModel
import TestSupport
import Testing

@testable import Media

/// What is left out is not missed: everything is measured as where each picture is decoded, which two threads do.
@Suite struct PictureDecoderTests {
    private static let slide = "-f lavfi -i color=0x204060:s=1280x720:r=25:d=4 -vf drawbox=x=200:y=120:w=500:h=90:c=white:t=fill"
    private static let usual = "-c:v libx264 -preset veryfast -pix_fmt yuv420p -threads 1"

    private struct Run {
        var begun: Int
        var times: [Double]
        var damaged: Int
    }

    /// Decodes a clip with pictures left out.
    private static func run(_ clip: Clip, isAllowed: Bool = true) throws -> Run {
        let input = try clip.open()
        let stream = try #require(input.video)
        input.select(stream)
        let decoder = try StreamDecoder(stream)
        let pictures = PictureDecoder(decoder, of: input, isAllowed: isAllowed)
        let packets = try PacketReader(input)
        var run = Run(begun: 0, times: [], damaged: 0)
        func take(_ packet: UnsafeMutablePointer<AVPacket>?) throws {
            let isDamaged = try pictures.decode(packet) { run.times.append(input.time($0.pointee.best_effort_timestamp, in: stream) ?? -1) }
            if isDamaged { run.damaged += 1 }
        }
        while let packet = try packets.next() { try take(packet) }
        try take(nil)
        run.begun = decoder.begunPictures
        return run
    }

    @Test(arguments: [
        usual, "\(usual) -x264-params b-pyramid=none:bframes=8", "-c:v libx264 -preset medium -pix_fmt yuv420p -threads 1",
        "-c:v libx265 -preset fast -pix_fmt yuv420p -x265-params log-level=none:pools=1",
    ])
    func halfOfASlideIsLeftOut(codec: String) throws {
        let clip = try Clip("\(Self.slide) \(codec)")
        let run = try Self.run(clip)
        #expect(run.begun < 75)
        #expect(run.times == (0..<100).map { Double($0 * 4) / 100 })
        #expect(run.damaged == 0)
        #expect(try clip.inspect() == clip.inspect(threads: 2))
    }

    @Test func nothingIsLeftOutWhereNothingMayBe() throws {
        let clip = try Clip("\(Self.slide) \(Self.usual)")
        #expect(try Self.run(clip, isAllowed: false).begun == 100)
        // A transport stream's clock may jump.
        #expect(try Self.run(Clip("\(Self.slide) \(Self.usual)", to: "clip.ts")).begun == 100)
    }

    /// A new slide, a build, a pointer, one white picture, a slow fade: each comes when it comes, in the middle of pictures that stand still.
    @Test(arguments: [
        ",drawbox=c=0x806020:t=fill:enable='gte(n,61)'", ",drawbox=x=300:y=400:w=500:h=90:c=white:t=fill:enable='gte(n,62)'",
        "[a];color=c=white:s=12x16:r=25:d=4[p];[a][p]overlay=x=300+4*n:y=400:enable='gte(n,50)'", ",drawbox=c=white:t=fill:enable='eq(n,63)'",
        ",drawbox=x=640:y=300:w=2:h=24:c=white:t=fill:enable='lt(mod(n,25),12)'", ",fade=t=out:st=2:d=1",
        ",noise=alls=4:allf=t:enable='gte(n,50)'",
    ])
    func whatMovesIsSeen(change: String) throws {
        for codec in [Self.usual, "\(Self.usual) -x264-params scenecut=0:b-adapt=0:bframes=3"] {
            let clip = try Clip("\(Self.slide)\(change) \(codec)")
            let (own, whole) = (try clip.inspect(), try clip.inspect(threads: 2))
            #expect(own.summary == whole.summary)
            #expect(own.events == whole.events)
            #expect(own.motion == whole.motion)
            #expect(own.spans == whole.spans)
            #expect(own.series.map(\.name) == whole.series.map(\.name))
        }
    }

    /// A picture that nobody refers to and that comes back from far away is not taken for the one before it.
    @Test func anUnreferencedFlashIsSeen() throws {
        let clip = try Clip("\(Self.slide),drawbox=c=white:t=fill:enable='eq(n,63)' \(Self.usual) -x264-params scenecut=0:b-adapt=0:ref=4")
        let changes = try clip.inspect().events(.pictureChange)
        #expect(changes.contains { abs($0.start - 63 * 0.04) < 0.001 })
    }

    @Test func afterDamageEveryPictureIsDecoded() throws {
        let clip = try Clip("\(Self.slide) \(Self.usual)")
        // Every eighth byte of one packet, half-way; ffmpeg's noise knows no packet that is left alone, so others have one byte in a million.
        let damaged = try Clip("-i \(clip.path) -c copy -bsf:v noise=amount=if(eq(n\\,60)\\,8\\,1000000)", to: "damaged.mkv")
        let run = try Self.run(damaged)
        try #require(run.damaged > 0)
        #expect(run.begun > (try Self.run(clip).begun) + 10)
    }
}
