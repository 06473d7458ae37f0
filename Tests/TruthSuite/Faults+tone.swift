import ReviewModel

/// What a room, the mains and a telephone line do to a voice.
extension Faults {
    var tone: [Case] { noise + hum + narrow }

    /// A talk with a source added on both sides.
    private func mixed(_ base: String, _ talk: String, _ source: String, gain: Double = 0, pcm: Bool = false) -> Clip {
        var clip = Clip(base, talk, 18)
        if gain != 0 { clip.audio = "volume=\(gain.short)dB" }
        clip.mix = source + ",pan=stereo|c0=c0|c1=c0"
        if pcm { clip.usePCM() }
        return clip
    }

    private func hiss(_ colour: String, _ amplitude: Double) -> String {
        "anoisesrc=c=\(colour):r=48000:a=\(amplitude):seed=7:d=30"
    }

    private var noise: [Case] {
        // A talk's loud syllables stand at -17 dBFS. White noise of amplitude 0.05 is at -31 dBFS, pink at -40, brown at -40.
        let levels: [(label: String, base: String, talk: String, colour: String, amplitude: Double)] = [
            ("white-31", "slides", "cities", "white", 0.05), ("white-33", "inset", "dickens", "white", 0.04),
            ("white-27", "dark", "beckett", "white", 0.08),
            ("pink-30", "sample", "stage", "pink", 0.16), ("pink-32", "typing", "cities", "pink", 0.13),
            ("pink-28", "scroll", "dickens", "pink", 0.2),
            ("white-25", "slides", "stage", "white", 0.1), ("pink-26", "inset", "beckett", "pink", 0.25),
        ]
        return levels.map { item in
            whole(
                .audioNoise, item.label, small: item.label == "white-31", mixed(item.base, item.talk, hiss(item.colour, item.amplitude), gain: -0.5))
        } + [
            nearMiss(.audioNoise, "white-50", mixed("slides", "cities", hiss("white", 0.0055))),
            nearMiss(.audioNoise, "pink-50", mixed("inset", "stage", hiss("pink", 0.016))),
            nearMiss(.audioNoise, "brown-52", mixed("dark", "dickens", hiss("brown", 0.0125))),
        ]
    }

    private func mains(_ tones: [(hertz: Double, amplitude: Double)]) -> String {
        let terms = tones.map { "\($0.amplitude.short)*sin(2*PI*\($0.hertz.short)*t)" }
        return "aevalsrc='\(terms.joined(separator: "+"))':s=48000:d=30"
    }

    private var hum: [Case] {
        let mixes: [(label: String, base: String, talk: String, tones: [(Double, Double)])] = [
            ("50hz", "slides", "cities", [(50, 0.02), (100, 0.01)]), ("60hz", "inset", "dickens", [(60, 0.02), (120, 0.01)]),
            ("50hz-harmonics", "dark", "beckett", [(50, 0.008), (100, 0.008), (150, 0.006), (250, 0.003)]),
            ("60hz-harmonics", "sample", "stage", [(60, 0.006), (120, 0.008), (180, 0.006), (300, 0.003)]),
            ("50hz-alone", "typing", "cities", [(50, 0.03)]),
            ("100hz", "scroll", "dickens", [(100, 0.012), (200, 0.006)]), ("60hz-off", "slides", "stage", [(59.97, 0.015), (119.94, 0.01)]),
            ("50hz-faint", "inset", "beckett", [(50, 0.006), (100, 0.005), (150, 0.003)]),
        ]
        return mixes.map { item in
            whole(
                .audioHum, item.label, small: item.label == "50hz", allowed: [.audioNoise],
                mixed(item.base, item.talk, mains(item.tones.map { ($0.0, $0.1) }), gain: -0.5))
        } + [
            nearMiss(.audioHum, "50hz-hidden", mixed("slides", "cities", mains([(50, 0.0003), (100, 0.0002)]))),
            nearMiss(.audioHum, "60hz-hidden", mixed("inset", "dickens", mains([(60, 0.0003)]))),
            nearMiss(.audioHum, "bass-notes", mixed("slides", "stage", bassNotes)),
        ]
    }

    /// Notes near the mains that come and go, as a bass plays them.
    private var bassNotes: String {
        "aevalsrc='0.03*exp(-3*mod(t,1))*sin(2*PI*(55+11*mod(floor(t),3))*t)':s=48000:d=30"
    }

    private var narrow: [Case] {
        func line(_ base: String, _ talk: String, _ filter: String, codec: [String]? = nil, container: String = "mp4") -> Clip {
            var clip = Clip(base, talk)
            clip.audio = filter
            clip.container = container
            if let codec { clip.audioCodec = codec }
            return clip
        }
        let telephone = "highpass=f=300,aresample=8000,volume=0.9"
        return [
            whole(
                .audioBandwidthNarrow, "slides-8k", small: true, allowed: [.audioLoudnessLow],
                line("slides", "cities", telephone + ",aresample=48000")),
            whole(.audioBandwidthNarrow, "inset-8k", allowed: [.audioLoudnessLow], line("inset", "dickens", "aresample=8000,aresample=48000")),
            whole(.audioBandwidthNarrow, "dark-7k", allowed: [.audioLoudnessLow], line("dark", "beckett", "aresample=7000,aresample=48000")),
            whole(
                .audioBandwidthNarrow, "mulaw", allowed: [.audioLoudnessLow],
                line("sample", "stage", telephone, codec: ["-c:a", "pcm_mulaw", "-ar", "8000", "-ac", "1"], container: "mkv")),
            whole(
                .audioBandwidthNarrow, "gsm-rate-aac", allowed: [.audioLoudnessLow],
                line("typing", "cities", "aresample=8000", codec: ["-c:a", "aac", "-ar", "8000", "-b:a", "32k"])),
            whole(
                .audioBandwidthNarrow, "stage-8k-pcm", allowed: [.audioLoudnessLow],
                line("scroll", "stage", telephone + ",aresample=44100", codec: Clip.pcm, container: "mov")),
            nearMiss(.audioBandwidthNarrow, "16k", line("slides", "cities", "aresample=16000,aresample=48000")),
            nearMiss(.audioBandwidthNarrow, "11k", line("inset", "dickens", "aresample=12000,aresample=48000")),
            nearMiss(
                .audioBandwidthNarrow, "16k-native",
                line("dark", "beckett", "aresample=16000", codec: ["-c:a", "aac", "-ar", "16000", "-b:a", "48k"])),
        ]
    }
}
