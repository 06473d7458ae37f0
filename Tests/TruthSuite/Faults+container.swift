import ReviewModel

/// Faults of the file: unreadable, broken off, damaged, with its index at the wrong end.
extension Faults {
    var container: [Case] { unreadable + truncated + corrupt + slowStart }

    private var unreadable: [Case] {
        let playlist = "#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\n/etc/hostname\n#EXT-X-ENDLIST\n"
        func file(_ label: String, _ container: String, small: Bool = false, _ steps: [Recipe.Step]) -> Case {
            let name = "container.unreadable-\(label)"
            return Case(
                name, .fault, about: .containerUnreadable, recipe: Recipe(name, container, steps), expected: [Expected(.containerUnreadable)],
                small: small)
        }
        func clip(_ label: String, _ picture: String, _ container: String, options: [String] = [], small: Bool = false, _ after: [Recipe.Step])
            -> Case
        {
            var clip = Clip(picture, "cities", 10)
            clip.container = container
            clip.options = options
            clip.after = after
            return file(label, container, small: small, clip.recipe("container.unreadable-\(label)").steps)
        }
        let behind = ["-movflags", "-faststart"]
        return [
            file("letter", "mp4", [.text("Dear students,\nthe recording follows.\n")]),
            file("nothing", "mp4", [.text("")]),
            file("playlist", "mp4", [.text(playlist)]),
            file("random", "mkv", [.noise(bytes: 300_000)]),
            clip("no-index-slides", "slides", "mp4", options: behind, small: true, [.truncate(share: 0.6)]),
            clip("no-index-sample", "sample", "mov", options: behind, [.truncate(share: 0.9)]),
            clip("blank-index", "inset", "mp4", [.blankIndex]),
            clip("head-mp4", "inset", "mp4", [.head(24)]),
            clip("head-mkv", "dark", "mkv", [.head(20)]),
        ]
    }

    private var truncated: [Case] {
        let bases: [(picture: String, talk: String, container: String, share: Double)] = [
            ("sample", "cities", "mp4", 0.6), ("hall", "dickens", "mp4", 0.6), ("bunny", "stage", "mkv", 0.6), ("inset", "beckett", "mp4", 0.85),
            ("slides", "cities", "mp4", 0.35), ("clip", "dickens", "mov", 0.75), ("city", "stage", "mkv", 0.8), ("typing", "cities", "mkv", 0.5),
        ]
        let cut = bases.map { base in
            let label = "\(base.picture)-\(base.container)-\(Int(base.share * 100))"
            return fault(
                .containerTruncated, label, small: base.picture == "inset", allowed: [.durationMismatch, .videoStaticLong]
            ) { _ in
                var clip = Clip(base.picture, base.talk, 16)
                clip.container = base.container
                clip.after = [.truncate(share: base.share)]
                return (clip, [Expected(.containerTruncated, .behindCut(declared: 16), tolerance: 0.3)])
            }
        }
        var trailing = Clip("inset", "cities", 12)
        trailing.after = [.append("recorded with ScreenCap 3.1\n")]
        var live = Clip("slides", "dickens", 12)
        live.container = "mkv"
        live.options = ["-live", "1"]
        var stream = Clip("inset", "beckett", 12)
        stream.container = "ts"
        return cut + [
            nearMiss(.containerTruncated, "trailing-bytes", small: true, trailing), nearMiss(.containerTruncated, "no-duration", live),
            nearMiss(.containerTruncated, "transport-stream", stream),
        ]
    }

    private var corrupt: [Case] {
        let bases: [(picture: String, talk: String, container: String, length: Double)] = [
            ("sample", "cities", "mp4", 2), ("hall", "dickens", "mkv", 1), ("bunny", "stage", "mp4", 3), ("inset", "beckett", "mkv", 2),
            ("city", "cities", "mkv", 1), ("clip", "dickens", "mp4", 0.4), ("slides", "stage", "mkv", 4),
        ]
        // What the decoder makes of damaged packets may look like anything, and may reach as far as the next key frame.
        let looks: [FindingCode] = [
            .videoFrozen, .videoBlocky, .videoFlashing, .videoTimestampsGap, .videoFrameRateVariable, .durationMismatch, .videoBlurred,
            .videoContrastLow, .videoInterlaced, .videoNoisy, .videoShaky, .videoBlack,
        ]
        let pictures = bases.map { base in
            fault(.containerCorrupt, "\(base.picture)-\(base.container)-\(base.length.short)s", small: base.picture == "hall", allowed: looks) {
                draw in
                var clip = Clip(base.picture, base.talk, 14)
                clip.container = base.container
                // Without B-frames, so that packets and pictures come in the same order.
                clip.video = "null"
                clip.videoCodec = Clip.x264 + ["-bf", "0", "-g", "25"]
                let start = draw.time(4...8, step: 0.04)
                clip.after = [.damage(stream: "v:0", from: start, to: start + base.length)]
                return (clip, [Expected(.containerCorrupt, from: start, to: start + base.length, tolerance: 1.05)])
            }
        }
        let sounds = [("typing", "cities", 1.0), ("dark", "dickens", 3.0)].map { picture, talk, length in
            fault(
                .containerCorrupt, "sound-\(picture)-\(length.short)s", allowed: [.audioDropout, .audioClipping, .audioTruePeak, .durationMismatch]
            ) { draw in
                var clip = Clip(picture, talk, 14)
                let start = draw.time(4...8, step: 0.04)
                clip.after = [.damage(stream: "a:0", from: start, to: start + length)]
                return (clip, [Expected(.containerCorrupt, from: start, to: start + length, tolerance: 0.3)])
            }
        }
        return pictures + sounds
    }

    private var slowStart: [Case] {
        func clip(_ picture: String, _ container: String, _ options: [String]) -> Clip {
            var clip = Clip(picture, "stage", 8)
            clip.container = container
            clip.options = options
            return clip
        }
        let behind = ["-movflags", "-faststart"]
        return ["sample", "inset", "slides", "dark", "typing"].map { picture in
            whole(.containerSlowStart, picture, small: picture == "slides", clip(picture, "mp4", behind))
        } + [
            whole(.containerSlowStart, "mov", clip("scroll", "mov", behind)),
            nearMiss(.containerSlowStart, "fast", clip("slides", "mp4", ["-movflags", "+faststart"])),
            nearMiss(.containerSlowStart, "mkv", clip("slides", "mkv", [])),
            nearMiss(.containerSlowStart, "fragments", clip("slides", "mp4", ["-movflags", "frag_keyframe+empty_moov"])),
        ]
    }
}
