import ReviewModel

/// What coding, sensors and scan lines do to a picture.
extension Faults {
    var coding: [Case] { blocky + noisy + interlaced + letterboxed }

    /// Squares of one colour, as when the bit rate breaks down.
    private func squares(_ base: String, _ talk: String, _ size: Int, _ start: Double, _ end: Double) -> Clip {
        var clip = Clip(base, talk)
        clip.video =
            "split[a][b];[b]scale=iw/\(size):ih/\(size):flags=area,scale=1280:720:flags=neighbor[c];"
            + "[a][c]overlay=enable='\(String.within(start, end))'"
        return clip
    }

    private func coded(_ base: String, _ talk: String, _ codec: [String], container: String = "mp4") -> Clip {
        var clip = Clip(base, talk, 12)
        clip.container = container
        clip.video = "null"
        clip.videoCodec = codec
        return clip
    }

    private var blocky: [Case] {
        let items: [(base: String, talk: String, size: Int, length: Double)] = [
            ("bunny", "cities", 8, 5), ("hall", "dickens", 8, 5), ("city", "stage", 8, 3), ("hall", "beckett", 16, 4), ("bunny", "stage", 16, 2.4),
            ("city", "dickens", 8, 2.4), ("sample", "cities", 8, 6), ("clip", "stage", 8, 4),
        ]
        // Averaging over squares takes the detail away as well.
        let allowed: [FindingCode] = [.videoBlurred]
        return items.map { item in
            fault(.videoBlocky, "\(item.base)-\(item.size)px-\(item.length.short)s", small: item.base == "bunny" && item.size == 8, allowed: allowed)
            { draw in
                let start = draw.time(item.base == "sample" ? 7...9 : 3...7, step: 0.04)
                return (
                    squares(item.base, item.talk, item.size, start, start + item.length),
                    [Expected(.videoBlocky, from: start, to: start + item.length)]
                )
            }
        } + [
            whole(.videoBlocky, "hall-mpeg4", allowed: allowed, coded("hall", "cities", ["-c:v", "mpeg4", "-q:v", "31", "-g", "50"])),
            whole(.videoBlocky, "bunny-mpeg2", allowed: allowed, coded("bunny", "dickens", ["-c:v", "mpeg2video", "-q:v", "31"], container: "mkv")),
            whole(
                .videoBlocky, "bunny-no-deblocking", allowed: allowed,
                coded("bunny", "stage", ["-c:v", "libx264", "-preset", "ultrafast", "-crf", "42", "-x264-params", "no-deblock=1"])),
            nearMiss(.videoBlocky, "bunny-1.2s", small: true, squares("bunny", "cities", 8, 6, 7.2)),
            nearMiss(.videoBlocky, "hall-crf28", coded("hall", "stage", ["-c:v", "libx264", "-preset", "veryfast", "-crf", "28"])),
            nearMiss(.videoBlocky, "bunny-mpeg4-good", coded("bunny", "beckett", ["-c:v", "mpeg4", "-q:v", "4"])),
        ]
    }

    private var noisy: [Case] {
        func clip(_ base: String, _ talk: String, _ strength: Int, dim: Bool = false) -> Clip {
            var clip = Clip(base, talk, 12)
            clip.video = (dim ? "eq=brightness=-0.08:contrast=0.8," : "") + "noise=alls=\(strength):allf=t:all_seed=3"
            clip.videoCodec = Clip.x264 + ["-crf", "19"]
            return clip
        }
        let strengths = [("bunny", 40), ("hall", 40), ("city", 45), ("bunny", 30), ("hall", 32), ("city", 60), ("hall", 55)]
        return strengths.map { base, strength in
            whole(.videoNoisy, "\(base)-\(strength)", small: base == "hall" && strength == 40, clip(base, "cities", strength))
        } + [
            whole(.videoNoisy, "hall-dim-36", clip("hall", "dickens", 36, dim: true)),
            nearMiss(.videoNoisy, "bunny-6", clip("bunny", "stage", 6)), nearMiss(.videoNoisy, "hall-5", clip("hall", "stage", 5)),
            nearMiss(.videoNoisy, "city-8", clip("city", "stage", 8)),
        ]
    }

    private var interlaced: [Case] {
        /// Twice as fast, so that there are fifty different pictures a second to take fields from.
        func clip(_ base: String, _ talk: String, _ mode: String, flag: String, codec: [String], container: String = "mp4", after: String = "")
            -> Clip
        {
            var clip = Clip(base, talk, 10)
            clip.container = container
            clip.video = "setpts=0.5*PTS,fps=50,tinterlace=mode=\(mode),setfield=\(flag)\(after)"
            clip.videoCodec = codec
            return clip
        }
        let tff = Clip.x264 + ["-flags", "+ilme+ildct", "-x264opts", "tff=1"]
        let bff = Clip.x264 + ["-flags", "+ilme+ildct", "-x264opts", "bff=1"]
        let mpeg2 = ["-c:v", "mpeg2video", "-q:v", "3", "-flags", "+ilme+ildct"]
        var flagged = Clip("bunny", "stage", 10)
        flagged.video = "setfield=tff"
        flagged.videoCodec = tff
        return [
            whole(.videoInterlaced, "bunny-flagged", small: true, clip("bunny", "cities", "interleave_top", flag: "tff", codec: tff)),
            whole(.videoInterlaced, "bunny-unflagged", clip("bunny", "dickens", "interleave_top", flag: "prog", codec: Clip.x264)),
            whole(.videoInterlaced, "city-bottom-first", clip("city", "stage", "interleave_bottom", flag: "bff", codec: bff)),
            whole(.videoInterlaced, "hall-unflagged", clip("hall", "beckett", "interleave_top", flag: "prog", codec: Clip.x264)),
            whole(.videoInterlaced, "scroll-unflagged", clip("scroll", "cities", "interleave_top", flag: "prog", codec: Clip.x264)),
            whole(.videoInterlaced, "bunny-mpeg2", clip("bunny", "stage", "interleave_top", flag: "tff", codec: mpeg2, container: "ts")),
            whole(.videoInterlaced, "city-unflagged", clip("city", "dickens", "interleave_bottom", flag: "prog", codec: Clip.x264)),
            nearMiss(.videoInterlaced, "flagged-progressive", small: true, flagged),
            nearMiss(
                .videoInterlaced, "bunny-deinterlaced",
                clip("bunny", "cities", "interleave_top", flag: "tff", codec: Clip.x264, after: ",yadif,setfield=prog")),
        ]
    }

    private var letterboxed: [Case] {
        /// The picture without its edges, in bars of so many pixels.
        func clip(_ base: String, _ talk: String, top: Int = 0, side: Int = 0, colour: String = "black") -> Clip {
            var clip = Clip(base, talk, 12)
            clip.video = "crop=\(1280 - 2 * side):\(720 - 2 * top),pad=1280:720:\(side):\(top):\(colour),setsar=1"
            return clip
        }
        func squeezed(_ base: String, _ share: String) -> Clip {
            var clip = Clip(base, "stage", 12)
            clip.video = "scale=iw:ih*\(share),pad=1280:720:0:-1:black,setsar=1"
            return clip
        }
        return [
            whole(.videoLetterboxed, "bunny-top-90", small: true, clip("bunny", "cities", top: 90)),
            whole(.videoLetterboxed, "hall-top-60", clip("hall", "dickens", top: 60)),
            whole(.videoLetterboxed, "sample-0.75", squeezed("sample", "0.75")), whole(.videoLetterboxed, "inset-0.75", squeezed("inset", "0.75")),
            whole(.videoLetterboxed, "city-side-160", clip("city", "stage", side: 160)),
            whole(.videoLetterboxed, "bunny-side-100", clip("bunny", "beckett", side: 100)),
            whole(.videoLetterboxed, "hall-window", clip("hall", "cities", top: 72, side: 128)),
            whole(.videoLetterboxed, "slides-side-160", clip("slides", "dickens", side: 160, colour: "0x060606")),
            nearMiss(.videoLetterboxed, "bunny-top-14", clip("bunny", "stage", top: 14)),
            nearMiss(.videoLetterboxed, "hall-side-24", clip("hall", "cities", side: 24)),
            nearMiss(.videoLetterboxed, "inset-grey", clip("inset", "dickens", top: 80, colour: "0x607080")),
        ]
    }
}
