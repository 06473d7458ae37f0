import Media
import ReviewModel
import Testing

@Suite struct ProbeTests {
    @Test func tellsStreamsAndDuration() throws {
        let clip = try Clip(
            "-f lavfi -i testsrc=d=2:s=320x240:r=25 -f lavfi -i sine=d=2:r=44100 \(x264) -c:a aac -ac 2 -movflags +faststart")
        let info = try clip.open().mediaInfo()
        #expect(info.container.contains("mp4"))
        #expect(abs((info.duration ?? 0) - 2) < 0.1)
        #expect(info.bytes == Int64(try clip.data.count))
        #expect(info.video?.codec == "h264")
        #expect(info.video?.width == 320 && info.video?.height == 240)
        #expect(info.video?.frameRate == 25)
        #expect(info.video?.pixelFormat == "yuv420p")
        #expect(info.audio?.codec == "aac")
        #expect(info.audio?.sampleRate == 44_100 && info.audio?.channels == 2)
        #expect(info.streams == 2)
        #expect(info.indexBehindMedia == false)
    }

    @Test func indexBehindTheMedia() throws {
        #expect(try Clip("-f lavfi -i testsrc=d=0.2:s=64x64 \(x264)").open().mediaInfo().indexBehindMedia == true)
        #expect(try Clip("-f lavfi -i testsrc=d=0.2:s=64x64 \(x264)", to: "a.mkv").open().mediaInfo().indexBehindMedia == nil)
    }

    @Test func soundOnlyAndPictureOnly() throws {
        let sound = try Clip("-f lavfi -i sine=d=0.5", to: "a.wav").open().mediaInfo()
        #expect(sound.video == nil && sound.audio?.codec == "pcm_s16le")
        let picture = try Clip("-f lavfi -i testsrc=d=0.2:s=64x64 \(x264)").open().mediaInfo()
        #expect(picture.audio == nil && picture.video != nil)
    }

    @Test func aCoverPictureIsNoVideo() throws {
        let clip = try Clip(
            "-f lavfi -i sine=d=0.5 -f lavfi -i testsrc=s=64x64 -frames:v 1 -map 0 -map 1 -c:v mjpeg -disposition:v attached_pic -c:a aac -t 0.5",
            to: "a.m4a")
        let info = try clip.open().mediaInfo()
        #expect(info.video == nil && info.audio != nil && info.streams == 2)
    }

    @Test(arguments: [90, 180, 270])
    func sizesAreAsShown(clockwise: Int) throws {
        let turned = try Clip("-f lavfi -i testsrc=d=0.2:s=320x240 \(x264)").turned(clockwise: clockwise)
        let video = try #require(try turned.open().mediaInfo().video)
        #expect(video.rotation == clockwise)
        #expect((video.width, video.height) == (clockwise == 180 ? (320, 240) : (240, 320)))
    }

    /// The shape of the pixels makes 4:3 of 5:4, and 16:9 of a picture that is stored taller than wide.
    @Test(arguments: [("720x576", "16/15", 768, 576), ("360x480", "64/27", 853, 480)])
    func sizesWithPixelsThatAreNotSquare(stored: String, aspect: String, width: Int, height: Int) throws {
        let clip = try Clip("-f lavfi -i testsrc=d=0.2:s=\(stored) -vf setsar=\(aspect) \(x264)")
        let video = try #require(try clip.open().mediaInfo().video)
        #expect(video.displayWidth == width && video.displayHeight == height)
        let turned = try #require(try clip.turned(clockwise: 90).open().mediaInfo().video)
        #expect(turned.displayWidth == height && turned.displayHeight == width)
    }

    /// What stands before the first picture and sound is no part of the recording.
    @Test func aMovieThatBeginsLate() throws {
        let whole = try Clip("-f lavfi -i testsrc=d=1:s=64x64 -f lavfi -i sine=d=1 \(x264) -c:a aac")
        let late = try Clip("-i \(whole.path) -c copy -output_ts_offset 5")
        #expect(abs(try #require(try late.open().duration) - 1) < 0.1)
        #expect(abs(try #require(try late.inspect().summary.videoEnd) - 1) < 0.1)
    }

    @Test func depthAndColours() throws {
        let plain = try #require(try Clip("-f lavfi -i testsrc=d=0.2:s=64x64 \(x264)").open().mediaInfo().video)
        #expect(plain.bitDepth == 8 && plain.colorTransfer == nil && plain.displayWidth == nil)
        let full = try Clip("-f lavfi -i testsrc=d=0.2:s=64x64 -c:v libx264 -preset ultrafast -pix_fmt yuv420p10le -color_range pc")
        let video = try #require(try full.open().mediaInfo().video)
        #expect(video.bitDepth == 10 && video.colorRange == "pc")
    }
}
