import ReviewModel

/// Frame rates, timestamps, and streams that do not fit together.
extension Faults {
    var timing: [Case] { slowFrames + variable + gaps + mismatch + offset }

    private var slowFrames: [Case] {
        func at(_ rate: String, _ base: String) -> Clip {
            var clip = Clip(base, "dickens", 14)
            clip.video = "fps=\(rate)"
            return clip
        }
        let slow = [("bunny", "5"), ("hall", "10"), ("city", "14"), ("sample", "8"), ("clip", "12"), ("inset", "6"), ("hall", "13")]
        return slow.map { base, rate in whole(.videoFrameRateLow, "\(base)-\(rate)fps", small: base == "clip", at(rate, base)) } + [
            nearMiss(.videoFrameRateLow, "15fps", at("15", "bunny")), nearMiss(.videoFrameRateLow, "film", at("24000/1001", "hall")),
            nearMiss(.videoFrameRateLow, "16fps", at("16", "inset")),
        ]
    }

    private var variable: [Case] {
        func kept(_ base: String, _ expression: String, container: String = "mp4", before: String = "") -> Clip {
            var clip = Clip(base, "beckett", 16)
            clip.container = container
            clip.video = before + "select='\(expression)'"
            clip.options = ["-vsync", "vfr"]
            return clip
        }
        return [
            whole(.videoFrameRateVariable, "hall-one-of-three", small: true, kept("hall", "not(between(t,6,11)*mod(n,3))")),
            whole(.videoFrameRateVariable, "bunny-half-3fps", allowed: [.videoFrameRateLow], kept("bunny", "lt(t,8)+not(mod(n,8))")),
            whole(.videoFrameRateVariable, "sample-every-other-second", kept("sample", "lt(mod(t,2),1)+not(mod(n,4))", container: "mkv")),
            whole(.videoFrameRateVariable, "city-ramp", allowed: [.videoFrameRateLow], kept("city", "not(mod(n,1+floor(t/4)))")),
            whole(.videoFrameRateVariable, "clip-uneven", allowed: [.videoFrameRateLow], kept("clip", "eq(n,0)+gt(random(3),0.5)", container: "mkv")),
            whole(.videoFrameRateVariable, "inset-bursts", allowed: [.videoFrameRateLow], kept("inset", "lt(mod(n,10),3)+eq(mod(n,10),6)")),
            nearMiss(.videoFrameRateVariable, "one-lost", kept("hall", "not(eq(n,200))")),
            nearMiss(.videoFrameRateVariable, "ntsc-mkv", kept("bunny", "1", container: "mkv", before: "fps=30000/1001,")),
            nearMiss(.videoFrameRateVariable, "constant-12.5", allowed: [.videoFrameRateLow], kept("inset", "not(mod(n,2))")),
        ]
    }

    private var gaps: [Case] {
        let lengths: [(base: String, container: String, length: Double)] = [
            ("hall", "mp4", 2), ("bunny", "mkv", 0.64), ("sample", "mp4", 1), ("inset", "mkv", 4), ("city", "mp4", 0.8), ("clip", "mkv", 3),
        ]
        let follow: [FindingCode] = [.videoFrozen, .videoFrameRateVariable]
        func clip(_ base: String, _ container: String, _ start: Double, _ end: Double) -> Clip {
            var clip = Clip(base, "stage", 16)
            clip.container = container
            clip.video = "select='not(\(String.within(start, end)))'"
            clip.options = ["-vsync", "vfr"]
            return clip
        }
        let holes = lengths.map { item in
            fault(.videoTimestampsGap, "\(item.base)-\(item.length.short)s", small: item.base == "hall", allowed: follow) { draw in
                let start = draw.time(5...9, step: 0.04)
                return (
                    clip(item.base, item.container, start, start + item.length),
                    [Expected(.videoTimestampsGap, from: start, to: start + item.length)]
                )
            }
        }
        // Two files copied one behind the other, as happens to transport streams: the clock starts anew in the middle.
        let back = ["inset", "hall"].map { base in
            fault(.videoTimestampsGap, "\(base)-back", allowed: follow + [.durationMismatch, .containerCorrupt, .containerTruncated, .startOffset]) {
                _ in
                var clip = Clip(base, "cities", 8)
                clip.container = "ts"
                clip.after = [.twice]
                return (clip, [Expected(.videoTimestampsGap)])
            }
        }
        return holes + back + [
            nearMiss(.videoTimestampsGap, "0.4s", allowed: [.videoFrameRateVariable], clip("hall", "mp4", 7, 7.4)),
            nearMiss(.videoTimestampsGap, "0.2s", allowed: [.videoFrameRateVariable], clip("sample", "mkv", 7, 7.2)),
        ]
    }

    private var mismatch: [Case] {
        func clip(_ base: String, _ talk: String, picture: Double, sound: Double, container: String = "mp4") -> Clip {
            var clip = Clip(base, talk, max(picture, sound))
            clip.container = container
            if picture < sound { clip.video = "trim=0:\(picture.short),setpts=PTS-STARTPTS" }
            clip.audio = "atrim=0:\(sound.short)"
            return clip
        }
        func mismatched(_ base: String, _ talk: String, _ picture: Double, _ sound: Double, _ container: String = "mp4", small: Bool = false) -> Case
        {
            let label = "\(base)-\(container)-picture-\(picture.short)s-sound-\(sound.short)s"
            return fault(.durationMismatch, label, small: small) { _ in
                (
                    clip(base, talk, picture: picture, sound: sound, container: container),
                    [Expected(.durationMismatch, from: min(picture, sound), to: max(picture, sound))]
                )
            }
        }
        return [
            mismatched("sample", "cities", 16, 14), mismatched("hall", "dickens", 14, 13.5), mismatched("inset", "stage", 14, 13.8, "mkv"),
            mismatched("slides", "beckett", 16, 12, small: true), mismatched("bunny", "cities", 10, 12.6),
            mismatched("slides", "dickens", 10, 15, "mkv"),
            mismatched("clip", "stage", 12, 15, "mov"), mismatched("typing", "cities", 15, 14.3),
            nearMiss(.durationMismatch, "sound-40ms-shorter", clip("inset", "stage", picture: 12, sound: 11.96)),
            nearMiss(.durationMismatch, "sound-1.5s-longer", clip("bunny", "cities", picture: 10, sound: 11.5)),
            nearMiss(.durationMismatch, "sound-1s-longer", clip("slides", "dickens", picture: 11, sound: 12, container: "mkv")),
        ]
    }

    private var offset: [Case] {
        func clip(_ base: String, _ talk: String, picture: Double, sound: Double, container: String) -> Clip {
            var clip = Clip(base, talk, 14)
            clip.container = container
            clip.pictureOptions = picture > 0 ? ["-itsoffset", picture.short] : []
            clip.soundOptions = sound > 0 ? ["-itsoffset", sound.short] : []
            return clip
        }
        let late = [("sample", "mp4", 0.2), ("hall", "mp4", 0.1), ("inset", "mkv", 0.5), ("slides", "mkv", 0.12), ("typing", "mp4", 1)].map {
            base, container, seconds in
            whole(
                .startOffset, "\(base)-\(container)-sound-\(seconds.short)s-late", small: base == "sample", allowed: [.durationMismatch],
                clip(base, "cities", picture: 0, sound: seconds, container: container))
        }
        let early = [("clip", "mp4", 0.2), ("dark", "mkv", 0.08), ("scroll", "mp4", 0.4)].map { base, container, seconds in
            whole(
                .startOffset, "\(base)-\(container)-sound-\(seconds.short)s-early", allowed: [.durationMismatch],
                clip(base, "dickens", picture: seconds, sound: 0, container: container))
        }
        return late + early + [
            nearMiss(.startOffset, "sound-40ms-late", clip("slides", "stage", picture: 0, sound: 0.04, container: "mp4")),
            nearMiss(.startOffset, "sound-20ms-early", clip("inset", "stage", picture: 0.02, sound: 0, container: "mkv")),
            nearMiss(.startOffset, "transport-stream", clip("inset", "cities", picture: 0, sound: 0, container: "ts")),
        ]
    }
}
