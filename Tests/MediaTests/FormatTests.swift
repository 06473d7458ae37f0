import Media
import ReviewModel
import Testing

/// Two seconds of a grey picture and a tone of -23 LUFS, in everything that recorders and editors write.
@Suite struct FormatTests {
    private static let amplitude = 0.0708
    private static let picture = "-f lavfi -i color=gray:s=320x180:r=25:d=2"
    private static let tone =
        "-f lavfi -i aevalsrc=\(amplitude)*sin(2*PI*1000*t)|\(amplitude)*sin(2*PI*1000*t):s=48000:d=2"

    @Test(arguments: [
        ("\(x264) -c:a aac -b:a 128k", "clip.mp4"),
        ("\(x264) -c:a aac -b:a 128k -movflags frag_keyframe+empty_moov", "fragments.mp4"),
        ("\(x264) -c:a flac", "clip.mkv"),
        ("\(x264) -c:a aac -b:a 128k", "clip.ts"),
        ("\(x264) -c:a aac -b:a 128k", "clip.flv"),
        ("-c:v flv -q:v 3 -ar 44100 -c:a libmp3lame", "sorenson.flv"),
        ("-c:v libx264 -preset ultrafast -pix_fmt yuv420p10le -c:a pcm_s24le", "ten.mkv"),
        ("-c:v libx264 -preset ultrafast -pix_fmt yuv444p -c:a pcm_s16le", "four.mov"),
        ("-c:v libx265 -preset ultrafast -x265-params log-level=none -pix_fmt yuv420p10le -c:a aac", "hevc.mp4"),
        ("-vf scale=out_range=full -c:v libx264 -preset ultrafast -pix_fmt yuvj420p -color_range pc -c:a aac", "full.mp4"),
        ("-c:v prores_ks -profile:v 0 -c:a pcm_s16le", "prores.mov"),
        ("-c:v libvpx -deadline realtime -cpu-used 8 -c:a libvorbis", "vp8.webm"),
        ("-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -c:a libopus", "vp9.webm"),
        ("-c:v libaom-av1 -usage realtime -cpu-used 8 -c:a libopus", "av1.webm"),
        ("-c:v mpeg2video -q:v 3 -c:a mp2", "clip.mpg"),
        ("-c:v mpeg4 -q:v 3 -c:a libmp3lame", "mpeg4.avi"),
        ("-c:v mjpeg -pix_fmt yuvj420p -q:v 3 -c:a pcm_s16le", "mjpeg.avi"),
        ("-c:v wmv2 -q:v 3 -c:a wmav2", "clip.wmv"),
        ("-c:v libvpx -deadline realtime -cpu-used 8 -c:a libopus -live 1", "live.webm"),
        ("\(x264) -c:a aac -live 1", "live.mkv"),
    ])
    func measuresTheSame(codecs: String, name: String) throws {
        let clip = try Clip("\(Self.picture) \(Self.tone) \(codecs)", to: name)
        let set = try clip.inspect()
        #expect(set.summary.frames == 50)
        #expect(set.summary.decodeErrors == 0 && !set.summary.endedEarly)
        #expect(set.events(.timestampGap).isEmpty && set.events(.pictureChange).isEmpty)
        let (start, end) = (try #require(set.summary.videoStart), try #require(set.summary.videoEnd))
        // Some muxers give the first picture a longer time, to make room for one that lies before it.
        #expect(abs(end - start - 2) < 0.045)
        #expect(abs(try #require(set.summary.audioEnd) - end) < 0.11)
        let luma = try #require(set[.lumaMean]).measured
        #expect(luma.allSatisfy { abs($0 - 0.5) < 0.02 }, "\(luma)")
        #expect(abs(try #require(set.summary.integratedLoudness) + 23) < 0.5)
        #expect(set.summary.channels == 2)
        #expect(try #require(set[.intervalLongest]).measured.dropFirst().allSatisfy { abs($0 - 0.04) < 0.0015 })
        if name.hasPrefix("live") { #expect(try clip.open().duration == nil) }
    }

    /// PQ and HLG, 10 bits: diffuse white and the grey of 18 % look as they would on an ordinary screen, whatever their codes.
    @Test(arguments: [("smpte2084", 0.58, 0.908), ("smpte2084", 0.381, 0.424), ("arib-std-b67", 0.75, 0.908), ("arib-std-b67", 0.38, 0.424)])
    func highDynamicRange(transfer: String, signal: Double, luma: Double) throws {
        let code = Int((64 + signal * 876).rounded())
        let clip = try Clip(
            "-f lavfi -i color=gray:s=64x64:r=5:d=1,format=yuv420p10le,geq=lum=\(code):cb=512:cr=512 -c:v libx264 -preset ultrafast -qp 0 "
                + "-color_trc \(transfer) -color_primaries bt2020 -colorspace bt2020nc", to: "hdr.mkv")
        #expect(abs(try #require(try clip.inspect()[.lumaMean]?[0]) - luma) < 0.015)
        let video = try #require(try clip.open().mediaInfo().video)
        #expect(video.colorTransfer == transfer && video.bitDepth == 10)
    }

    /// EBU Tech 3341, case 6, with a channel of low frequencies that does not count.
    @Test(arguments: [("-c:a ac3 -b:a 448k", "a.ts"), ("-c:a aac -b:a 512k", "a.mp4"), ("-c:a pcm_s16le", "a.mov")])
    func surround(codec: String, name: String) throws {
        let levels = [0.0398, 0.0398, 0.0631, 0, 0.0316, 0.0316].map { "\($0)*sin(2*PI*1000*t)" }.joined(separator: "|")
        let set = try Clip("-f lavfi -i aevalsrc=\(levels):s=48000:d=5:c=5.1 \(codec)", to: name).inspect()
        #expect(set.summary.channels == 6)
        #expect(abs(try #require(set.summary.integratedLoudness) + 23) < 0.3)
    }

    @Test func telephoneSound() throws {
        let set = try Clip("-f lavfi -i aevalsrc=\(Self.amplitude)*sin(2*PI*1000*t):s=8000:d=3 -c:a pcm_mulaw", to: "a.wav").inspect()
        #expect(abs(try #require(set.summary.integratedLoudness) + 23) < 0.3)
        #expect(set.summary.audioEnd == 3 && set[.level(channel: 0)]?.count == 60)
    }

    @Test func theDefaultStreamsAreTaken() throws {
        let clip = try Clip(
            "-f lavfi -i color=black:s=320x180:r=25:d=1 -f lavfi -i color=gray:s=160x90:r=25:d=1 "
                + "-f lavfi -i sine=d=1:r=48000 \(Self.tone) -map 0 -map 1 -map 2 -map 3 -t 1 \(x264) -c:a pcm_s16le "
                + "-disposition:v:0 0 -disposition:v:1 default -disposition:a:0 0 -disposition:a:1 default", to: "several.mkv")
        let set = try clip.inspect()
        #expect(try clip.open().mediaInfo().video?.width == 160)
        #expect(set.summary.frames == 25 && set.summary.channels == 2)
        #expect(abs(try #require(set[.lumaMean]?[0]) - 0.5) < 0.02)
        #expect(abs(try #require(set.summary.integratedLoudness) + 23) < 0.3)
    }

    @Test func aCoverOfMusicIsNoPicture() throws {
        let clip = try Clip(
            "\(Self.tone) -f lavfi -i color=gray:s=64x64 -frames:v 1 -map 0 -map 1 -c:v mjpeg -c:a libmp3lame -b:a 192k -t 2", to: "a.mp3")
        let set = try clip.inspect()
        #expect(set.summary.frames == 0 && set.motion == nil)
        #expect(abs(try #require(set.summary.audioEnd) - 2) < 0.03)
        #expect(abs(try #require(set.summary.integratedLoudness) + 23) < 0.3)
        #expect(try clip.open().mediaInfo().video == nil)
    }
}
