import ReviewModel

/// Streams that are missing or have the wrong shape.
extension Faults {
    var streams: [Case] { missing + small + portrait }

    private var missing: [Case] {
        func sound(_ label: String, _ talk: String, _ container: String, _ codec: [String], small: Bool = false) -> Case {
            var clip = Clip(nil, talk, 12)
            clip.container = container
            clip.audioCodec = codec
            return whole(.videoMissing, label, small: small, clip)
        }
        func cover(_ label: String, _ talk: String, _ container: String, _ codec: [String]) -> Case {
            var clip = Clip("bunny", talk, 12)
            clip.container = container
            clip.video = "trim=end_frame=1,scale=640:-2"
            clip.videoCodec = ["-c:v", "mjpeg", "-pix_fmt", "yuvj420p", "-disposition:v", "attached_pic"]
            clip.audioCodec = codec
            return whole(.videoMissing, label, clip)
        }
        func picture(_ base: String, _ container: String, _ codec: [String]? = nil, small: Bool = false) -> Case {
            var clip = Clip(base, nil, 10)
            clip.container = container
            if let codec {
                clip.video = "null"
                clip.videoCodec = codec
            }
            return whole(.audioMissing, "\(base)-\(container)", small: small, clip)
        }
        return [
            sound("m4a", "cities", "m4a", Clip.aac, small: true), sound("wav", "dickens", "wav", Clip.pcm),
            sound("mp3", "stage", "mp3", ["-c:a", "libmp3lame", "-b:a", "128k"]), sound("flac", "beckett", "flac", ["-c:a", "flac"]),
            sound("mkv", "cities", "mka", ["-c:a", "libopus", "-b:a", "96k"]),
            cover("cover-mp3", "dickens", "mp3", ["-c:a", "libmp3lame", "-b:a", "128k"]), cover("cover-m4a", "stage", "m4a", Clip.aac),
            picture("sample", "mp4", small: true), picture("hall", "mkv"), picture("slides", "mp4"), picture("inset", "mov"),
            picture("bunny", "webm", ["-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-b:v", "6M"]),
            picture("clip", "avi", ["-c:v", "mpeg4", "-q:v", "2"]), picture("city", "ts"),
        ]
    }

    private var small: [Case] {
        func scaled(_ base: String, _ talk: String, _ width: Int, _ height: Int) -> Clip {
            var clip = Clip(base, talk, 10)
            clip.video = "scale=\(width):\(height):flags=lanczos,setsar=1"
            return clip
        }
        let sizes: [(base: String, width: Int, height: Int)] = [
            ("bunny", 640, 360), ("sample", 960, 540), ("hall", 854, 480), ("slides", 1024, 576), ("inset", 1276, 718), ("city", 480, 270),
            ("clip", 1200, 720), ("typing", 1280, 704), ("dark", 960, 720),
        ]
        return sizes.map { size in
            // Drawn to a shape of its own, a picture of 4:3 shows everything narrower; that is no matter here.
            whole(
                .videoResolutionLow, "\(size.base)-\(size.width)x\(size.height)", small: size.base == "sample",
                scaled(size.base, "dickens", size.width, size.height))
        } + [
            nearMiss(.videoResolutionLow, "1280x720", scaled("bunny", "cities", 1280, 720)),
            nearMiss(.videoResolutionLow, "1920x1080", scaled("slides", "cities", 1920, 1080)),
            nearMiss(.videoResolutionLow, "1280x800", scaled("slides", "stage", 1280, 800)),
        ]
    }

    private var portrait: [Case] {
        /// A phone held upright before the picture: the picture in the middle of a page.
        func upright(_ base: String, _ width: Int, _ height: Int) -> Clip {
            var clip = Clip(base, "stage", 10)
            let inner = width * 9 / 16 / 2 * 2
            clip.video = "scale=\(width):\(inner):flags=lanczos,pad=\(width):\(height):0:\((height - inner) / 4 * 2):0xdfe6ee,setsar=1"
            return clip
        }
        func turned(_ base: String, by degrees: Int, upright first: Bool) -> Clip {
            var clip = first ? upright(base, 720, 1280) : Clip(base, "beckett", 10)
            if !first { clip.video = "null" }
            // ffmpeg writes the turn only where it copies the picture.
            let turn = ["-i", "{in}", "-map", "0", "-c", "copy", "-metadata:s:v", "rotate=\(degrees)", "-movflags", "+faststart", "{out}"]
            clip.after = [.ffmpeg(turn)]
            return clip
        }
        let sizes: [(String, Int, Int)] = [
            ("bunny", 720, 1280), ("slides", 1080, 1920), ("inset", 720, 1280), ("sample", 900, 1200), ("clip", 1000, 1020),
        ]
        return sizes.map { base, width, height in
            let isLow = max(width, height) < 1280
            return whole(
                .videoAspectPortrait, "\(base)-\(width)x\(height)", small: base == "inset", upright(base, width, height),
                also: isLow ? [Expected(.videoResolutionLow)] : [])
        } + [
            whole(.videoAspectPortrait, "turned-90", turned("hall", by: 90, upright: false)),
            whole(.videoAspectPortrait, "turned-270", turned("typing", by: 270, upright: false)),
            nearMiss(.videoAspectPortrait, "square", expected: [Expected(.videoResolutionLow)], upright("slides", 1080, 1080)),
            nearMiss(.videoAspectPortrait, "turned-upright", turned("sample", by: 90, upright: true)),
        ]
    }
}
