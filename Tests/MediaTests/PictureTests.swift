import Media
import ReviewModel
import Testing

@Suite struct PictureTests {
    /// Grey, black from 0.8 s to 1.4 s, 25 pictures a second.
    private static let black = "-f lavfi -i color=gray:s=320x240:r=25:d=2 -vf drawbox=c=black:t=fill:enable='between(t,0.8,1.39)'"

    @Test(arguments: [
        (x264, "clip.mp4"),
        ("-c:v libx264 -preset ultrafast -pix_fmt yuv420p10le", "clip.mkv"),
        ("-c:v libx264 -preset ultrafast -pix_fmt yuv444p", "clip.mp4"),
        ("-c:v libvpx-vp9 -deadline realtime -cpu-used 8", "clip.webm"),
        ("-c:v mpeg2video -q:v 4", "clip.ts"),
        ("-c:v mpeg2video -q:v 4", "clip.mpg"),
        ("-c:v libx264rgb -preset ultrafast", "clip.mkv"),
        ("-c:v mjpeg -pix_fmt yuvj422p", "clip.avi"),
        ("-c:v png -pix_fmt pal8", "clip.mov"),
    ])
    func blackEdgesAreExact(codec: String, name: String) throws {
        let set = try Clip("\(Self.black) \(codec)", to: name).inspect()
        #expect(set.summary.frames == 50)
        let changes = set.events(.pictureChange).map(\.start)
        #expect(changes.count == 2)
        #expect(zip(changes, [0.8, 1.4]).allSatisfy { abs($0 - $1) < 0.0015 })
        let high = try #require(set[.lumaHighMaximum])
        #expect((0..<high.count).map { (high[$0] ?? 1) < 0.02 } == (0..<10).map { (4..<7).contains($0) })
        #expect(abs(try #require(set[.lumaMean]?[0]) - 0.5) < 0.02)
        #expect(set.summary.decodeErrors == 0 && !set.summary.endedEarly)
        #expect(set.events(.timestampGap).isEmpty)
    }

    @Test func aStaticSlideIsStillAndAPointerIsNot() throws {
        let still = try Clip("-f lavfi -i testsrc=s=1280x720:r=10:d=3 -vf trim=end_frame=1,loop=29:1,setpts=N/10/TB \(x264) -crf 28").inspect()
        let map = try #require(still.motion)
        #expect((1..<map.layers).allSatisfy { layer in (0..<MotionMap.cells).allSatisfy { map[layer: layer, cell: $0] == .still } })
        #expect(still.events(.pictureChange).isEmpty)

        // 12x16 pixels that move 30 pixels at each picture.
        let pointer = try Clip(
            "-f lavfi -i color=white:s=1280x720:r=10:d=2 -f lavfi -i color=black:s=12x16:r=10:d=2 -filter_complex overlay=x=100+300*t:y=200 \(x264)"
        ).inspect()
        let moved = try #require(pointer.motion)
        #expect((0..<moved.layers).allSatisfy { layer in (0..<MotionMap.cells).contains { moved[layer: layer, cell: $0] >= .slight } })
    }

    @Test func variableFrameRate() throws {
        // 30 a second, every third of them from 1 s to 2 s on; nothing at all from 2.5 s to 3.2 s.
        let set = try Clip(
            "-f lavfi -i testsrc=s=160x120:r=30:d=4 -vf select='not(between(t,1,2)*mod(n,3))*not(between(t,2.5,3.2))' -vsync vfr \(x264)"
        ).inspect()
        let frames = try #require(set[.frames])
        #expect(frames.count == 20)
        #expect(frames[0] == 6 && frames[6] == 2 && frames[14] == 0)
        #expect(try #require(set[.lumaMean])[14] != nil)
        let gap = try #require(set.events(.timestampGap).first)
        #expect(abs(gap.start - 2.4667) < 0.01 && abs(gap.value - 0.7667) < 0.04)
        #expect(set.events(.timestampGap).count == 1)
    }

    @Test func onePictureASecond() throws {
        let set = try Clip("-f lavfi -i testsrc=s=160x120:r=1:d=8 \(x264)").inspect()
        #expect(set[.lumaMean]?.count == 40)
        #expect(set[.lumaMean]?.measured.count == 40)
        #expect(set.events(.timestampGap).isEmpty)
        #expect(abs((set.summary.videoEnd ?? 0) - 8) < 0.01)
    }

    @Test func thePictureSizeMayChangeOnTheWay() throws {
        let small = try Clip("-f lavfi -i testsrc=s=160x120:r=25:d=1 -c:v mpeg2video", to: "a.ts")
        let large = try Clip("-f lavfi -i testsrc=s=320x240:r=25:d=1 -output_ts_offset 1 -c:v mpeg2video", to: "b.ts")
        let both = try Clip(try small.data + large.data, named: "both.ts")
        // The demuxer may lose the picture at the seam.
        let summary = try both.inspect().summary
        #expect(summary.frames >= 49)
        #expect(abs((summary.videoEnd ?? 0) - 2) < 0.1)
    }
}
