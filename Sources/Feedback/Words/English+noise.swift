import ReviewModel

/// Noise, hum and telephone sound.
extension English {
    static let noise: [FindingCode: Sentence] = [.audioNoise: noisy, .audioHum: hum, .audioBandwidthNarrow: narrow]

    private static func noisy(_ at: Circumstances) -> Words {
        let limit = at.threshold ?? at.rubric[.noiseRatio]
        let ratio = at.measured.map { "only \(Printed.decimal($0, 0)) dB louder than" } ?? "hardly louder than"
        return Words(
            "Background noise covers the speech" + (extent(at).map { " \($0)" } ?? ""),
            why: "The speech is \(ratio) the noise between the words; \(Printed.decimal(limit, 0)) dB or more are easy to follow. Noise makes "
                + "listening hard work, above all for learners who hear badly or learn in a second language, and it makes captions worse.",
            effort: .edit, minutes: 10 + min(20, at.ranges.count * 2),
            steps: [
                "Listen to \(places(at)) with headphones and find out what it is: a fan, traffic, other people.",
                "In the editor, run the “noise reduction” (or “denoise”) effect over it, at a mild strength: a little noise that stays sounds "
                    + "better than a voice under water.",
                "If words are still hard to understand, record that part again.",
                "Before the next lecture, bring the microphone to a hand's width from the mouth, close the window and turn off what whirs.",
            ],
            command: at.command.sound(denoiser(at), named: "denoised"))
    }

    /// Takes steady noise down by 12 dB, which leaves voices as they are. The filter wants to be told of noise 8 dB louder than it measures as a
    /// whole, and knows -80 to -20 dB.
    private static func denoiser(_ at: Circumstances) -> String {
        let floor = at.fact("noise").map { max(-80, min(-20, $0 + 8)) } ?? -30
        return "afftdn=nr=12:nf=\(Printed.plain(floor, 0))"
    }

    private static func hum(_ at: Circumstances) -> Words {
        let frequency = at.fact("frequency") ?? 50
        let mains = Printed.decimal(frequency, 0)
        return Words(
            "A mains hum is heard" + (extent(at).map { " \($0)" } ?? " throughout"),
            why:
                "A low, steady tone at \(mains) Hz and its multiples comes from the power supply. It tires listeners with "
                + "headphones, and many take it for a fault of their own equipment.",
            effort: .edit, minutes: 5,
            steps: [
                "Listen to \(places(at)) with headphones.",
                "In the editor, run the “de-hum” effect over the sound track, set to \(mains) Hz.",
                "Before the next lecture, record with the laptop on battery, or use another socket or cable for the microphone: a hum comes from "
                    + "the mains through a bad cable or a second plug.",
            ],
            command: at.command.sound(humFilter(frequency), named: "no-hum"))
    }

    /// Nothing of a voice lies below the high-pass; above, a narrow notch at each multiple of the mains leaves the voice as it is.
    private static func humFilter(_ frequency: Double) -> String {
        let notches = (2...6).map { "bandreject=f=\(Printed.plain(frequency * Double($0), 0)):width_type=h:w=4" }
        return (["highpass=f=75", "highpass=f=75", "bandreject=f=\(Printed.plain(frequency, 0)):width_type=h:w=4"] + notches).joined(separator: ",")
    }

    private static func narrow(_ at: Circumstances) -> Words {
        Words(
            "The voice sounds as if on a telephone" + (extent(at).map { " \($0)" } ?? ""),
            why:
                "Nothing is heard above 4000 Hz, where s, f and th differ. Learners who hear badly or learn in a second "
                + "language mix up words, and so do captions.",
            effort: .reRecord, minutes: at.total == nil ? at.recordingMinutes + 15 : 15 + Int(((at.total ?? 0) / 60).rounded(.up)),
            steps: [
                "See whether the original recording sounds better; if so, export again from it with sound at 48 kHz.",
                "What was lost cannot be brought back: if the original is the same, record \(places(at)) again, or live with it if it is a "
                    + "caller's voice.",
                "Before the next lecture, choose the microphone by cable: a Bluetooth headset falls back to telephone sound while it records.",
            ])
    }
}
