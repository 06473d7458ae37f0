import ReviewModel

/// Sound that goes away: for good, for seconds, for milliseconds.
extension Faults {
    var signal: [Case] { silent + silence + dropout }

    private var silent: [Case] {
        func clip(_ base: String, _ audio: String, pcm: Bool = false, mono: Bool = false) -> Clip {
            var clip = Clip(base, "cities", 14)
            clip.audio = audio
            if pcm { clip.usePCM() }
            if mono { clip.audioCodec += ["-ac", "1"] }
            return clip
        }
        let hiss = "volume=0,aeval='0.0001*(random(0)-0.5)*2|0.0001*(random(1)-0.5)*2':c=same"
        return [
            whole(.audioSilent, "slides", small: true, clip("slides", "volume=0")),
            whole(.audioSilent, "inset-pcm", clip("inset", "volume=0", pcm: true)),
            whole(.audioSilent, "sample-mono", clip("sample", "volume=0", mono: true)),
            whole(.audioSilent, "typing-hiss-pcm", clip("typing", hiss, pcm: true)),
            whole(.audioSilent, "dark-talk-at-minus-85", clip("dark", "volume=-68dB", pcm: true)),
            whole(.audioSilent, "scroll", clip("scroll", "volume=0")),
            nearMiss(.audioSilent, "whisper", expected: [Expected(.audioLoudnessLow)], clip("slides", "volume=-22dB")),
        ]
    }

    private var silence: [Case] {
        func muted(_ base: String, _ talk: String, _ start: Double, _ length: Double, filter: String = "volume=0", pcm: Bool = false) -> Clip {
            var clip = Clip(base, talk, 22)
            clip.audio = "\(filter):enable='\(String.within(start, start + length))'"
            if pcm { clip.usePCM() }
            return clip
        }
        let lengths: [(base: String, talk: String, length: Double, pcm: Bool)] = [
            ("slides", "cities", 6, false), ("inset", "dickens", 5.3, false), ("dark", "stage", 8, false), ("typing", "beckett", 10, false),
            ("scroll", "cities", 5.3, true), ("inset", "stage", 12, true), ("slides", "dickens", 7, true),
        ]
        let both = lengths.map { item in
            fault(.audioSilence, "\(item.base)-\(item.length.short)s\(item.pcm ? "-pcm" : "")", small: item.base == "dark") { draw in
                let start = draw.time(4...9, step: 0.01)
                return (
                    muted(item.base, item.talk, start, item.length, pcm: item.pcm), [Expected(.audioSilence, from: start, to: start + item.length)]
                )
            }
        }
        let faint = fault(.audioSilence, "hiss-at-minus-70") { draw in
            let start = draw.time(4...9, step: 0.01)
            var clip = muted("slides", "cities", start, 7, pcm: true)
            clip.mix = "anoisesrc=c=white:a=0.0004:seed=4:d=22,pan=stereo|c0=c0|c1=c0"
            return (clip, [Expected(.audioSilence, from: start, to: start + 7)])
        }
        let oneSide = fault(.audioChannelDead, "silent-right-8s") { draw in
            let start = draw.time(4...9, step: 0.01)
            var clip = Clip("inset", "cities", 22)
            clip.audio = "aeval='val(0)|val(1)*(1-\(String.within(start, start + 8)))':c=same"
            let range = TimeRange(start: start, end: start + 8)
            // One side without signal is a dead channel, and told as that alone.
            return (clip, [Expected(.audioChannelDead, .ranges([range]))])
        }
        // The stream itself is shorter; silence to the end says it best.
        let toEnd = fault(.audioSilence, "stream-ends-7s-early", allowed: [.durationMismatch]) { _ in
            var clip = Clip("slides", "beckett", 18)
            clip.audio = "atrim=0:11"
            return (clip, [Expected(.audioSilence, from: 11, to: 18)])
        }
        var room = Clip("slides", "cities", 20)
        room.audio = "volume=0:enable='\(String.within(6, 13))'"
        room.mix = "anoisesrc=c=pink:a=0.012:seed=4:d=22,pan=stereo|c0=c0|c1=c0"
        return both + [faint, oneSide, toEnd] + [
            nearMiss(.audioSilence, "4s", small: true, muted("slides", "cities", 8, 4)),
            nearMiss(.audioSilence, "4.6s", muted("inset", "stage", 7, 4.6)),
            nearMiss(.audioSilence, "4s-pcm", muted("dark", "beckett", 9, 4, pcm: true)),
            // Somebody thinks: the room is still to be heard.
            nearMiss(.audioSilence, "7s-of-room", room),
        ]
    }

    private var dropout: [Case] {
        /// Holes in loud speech. Times are the talk's loud moments.
        func clip(_ base: String, _ talk: String, _ length: Double, depth: String = "0", pcm: Bool = true) -> (Clip, [TimeRange]) {
            let holes = (Base.loudMoments[talk] ?? []).map { moment in
                let start = ((moment - length / 2) * 100).rounded() / 100
                return TimeRange(start: start, end: start + length)
            }
            var clip = Clip(base, talk)
            clip.audio = "volume=\(depth):enable='\(holes.map { String.within($0.start, $0.end) }.joined(separator: "+"))'"
            if pcm { clip.usePCM() }
            return (clip, holes)
        }
        let lengths: [(base: String, talk: String, length: Double, pcm: Bool)] = [
            ("slides", "cities", 0.06, true), ("inset", "dickens", 0.02, true), ("sample", "stage", 0.2, true), ("dark", "beckett", 0.06, true),
            ("typing", "stage", 0.45, true), ("scroll", "dickens", 0.1, true), ("slides", "stage", 0.03, true), ("inset", "cities", 0.3, false),
            ("dark", "dickens", 0.2, false),
        ]
        return lengths.map { item in
            fault(.audioDropout, "\(item.base)-\(Int(item.length * 1000))ms\(item.pcm ? "" : "-aac")", small: item.base == "slides") { _ in
                let (clip, holes) = clip(item.base, item.talk, item.length, pcm: item.pcm)
                return (clip, [Expected(.audioDropout, .ranges(holes))])
            }
        } + [
            nearMiss(.audioDropout, "soft-by-20db", clip("slides", "cities", 0.1, depth: "0.1").0),
            nearMiss(.audioDropout, "700ms", clip("inset", "dickens", 0.7).0),
            nearMiss(.audioDropout, "gated-speech", gated()),
        ]
    }

    /// A talk whose pauses a noise gate made digital zeros, with its soft edges.
    private func gated() -> Clip {
        var clip = Clip("dark", "cities")
        clip.audio = "agate=threshold=0.02:range=0:attack=5:release=120"
        clip.usePCM()
        return clip
    }
}
