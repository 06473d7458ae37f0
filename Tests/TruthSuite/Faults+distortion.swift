import ReviewModel

/// Waveforms cut flat or lifted off zero.
extension Faults {
    var distortion: [Case] { clipping + lifted }

    private var clipping: [Case] {
        /// Too much gain between two loud moments, as counted from the first of the talk.
        func clip(_ base: String, _ talk: String, gain: Double, from first: Int, to last: Int, pcm: Bool = true, after: String = "") -> (
            Clip, TimeRange
        ) {
            let moments = Base.loudMoments[talk] ?? []
            let range = TimeRange(start: moments[first] - 0.1, end: moments[last] + 0.1)
            var clip = Clip(base, talk)
            clip.audio =
                "volume=\(gain.short)dB:enable='\(String.within(range.start, range.end))',aeval='clip(val(0),-1,1)|clip(val(1),-1,1)':c=same\(after)"
            if pcm { clip.usePCM() } else { clip.audioCodec = ["-c:a", "aac", "-b:a", "256k"] }
            return (clip, range)
        }
        let spells: [(base: String, talk: String, gain: Double, from: Int, to: Int, pcm: Bool)] = [
            ("slides", "cities", 24, 0, 1, true), ("inset", "dickens", 18, 3, 4, true), ("dark", "beckett", 24, 2, 3, true),
            ("sample", "stage", 18, 0, 1, false),
            ("typing", "dickens", 20, 3, 5, true), ("scroll", "cities", 24, 2, 3, false), ("slides", "beckett", 18, 0, 1, true),
        ]
        let follow: [FindingCode] = [.audioTruePeak, .audioLoudnessHigh, .audioLoudnessUneven]
        return spells.map { item in
            fault(
                .audioClipping, "\(item.base)-\(item.gain.short)db\(item.pcm ? "" : "-aac")", small: item.base == "slides" && item.gain == 24,
                allowed: follow
            ) { _ in
                let (clip, range) = clip(item.base, item.talk, gain: item.gain, from: item.from, to: item.to, pcm: item.pcm)
                return (clip, [Expected(.audioClipping, .ranges([range]), tolerance: 0.3)])
            }
        } + [
            // Cut flat in the mixer, then turned down: no longer at full scale, but flat all the same.
            fault(.audioClipping, "turned-down-6db", allowed: follow) { _ in
                let (clip, range) = clip("inset", "cities", gain: 22, from: 2, to: 3, after: ",volume=-6dB")
                return (clip, [Expected(.audioClipping, .ranges([range]), tolerance: 0.3)])
            },
            nearMiss(.audioClipping, "loud", allowed: [.audioTruePeak, .audioLoudnessHigh], loud()),
            nearMiss(.audioClipping, "limited", allowed: [.audioTruePeak, .audioLoudnessHigh], limited()),
        ]
    }

    /// As loud as it can be without touching full scale.
    private func loud() -> Clip {
        var clip = Clip("slides", "beckett", 20)
        clip.audio = "volume=2dB"
        clip.usePCM()
        return clip
    }

    /// Driven into a compressor, which bends peaks but leaves them round.
    private func limited() -> Clip {
        var clip = Clip("inset", "cities")
        clip.audio = "acompressor=threshold=0.2:ratio=8:attack=0.5:release=40,volume=5dB"
        return clip
    }

    private var lifted: [Case] {
        func clip(_ base: String, _ talk: String, _ left: Double, _ right: Double, pcm: Bool = true) -> Clip {
            var clip = Clip(base, talk)
            clip.audio = "aeval='val(0)*0.9+\(left.short)|val(1)*0.9+\(right.short)':c=same"
            if pcm { clip.usePCM() }
            return clip
        }
        let levels: [(String, String, Double, Double, Bool)] = [
            ("slides", "cities", 0.02, 0.02, true), ("inset", "dickens", -0.03, -0.03, true), ("dark", "beckett", 0.05, 0.05, true),
            ("sample", "stage", 0.015, 0.015, true),
            ("typing", "cities", 0.04, 0, true), ("scroll", "stage", 0.03, 0.03, false), ("slides", "dickens", -0.016, -0.016, true),
        ]
        return levels.map { base, talk, left, right, pcm in
            whole(
                .audioDCOffset, "\(base)-\(left.short)\(pcm ? "" : "-aac")", small: base == "inset", allowed: [.audioTruePeak],
                clip(base, talk, left, right, pcm: pcm))
        } + [
            nearMiss(.audioDCOffset, "0.005", clip("slides", "stage", 0.005, 0.005)),
            nearMiss(.audioDCOffset, "0.007", clip("inset", "cities", -0.007, -0.007)),
        ]
    }
}
