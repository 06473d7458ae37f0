import ReviewModel

/// Noise, hum and telephone sound.
extension English {
    static let noise: [FindingCode: Sentence] = [.audioNoise: noisy, .audioHum: hum, .audioBandwidthNarrow: narrow]

    private static func noisy(_ at: Circumstances) -> Words {
        let limit = at.threshold ?? at.rubric[.noiseRatio]
        let ratio = at.measured.map { "only \(numbers.decimal($0, 0)) dB louder than" } ?? "hardly louder than"
        return Words(
            "Background noise covers the speech" + (extent(at).map { " \($0)" } ?? ""),
            why: "The speech is \(ratio) the noise between the words; \(numbers.decimal(limit, 0)) dB or more are easy to follow. Noise makes "
                + "listening hard work, above all for learners who hear badly or learn in a second language, and it makes captions worse.",
            steps: [
                "Listen to \(places(at)) with headphones and find out what it is: a fan, traffic, other people.",
                "In the editor, run the “noise reduction” (or “denoise”) effect over it, at a mild strength: a little noise that stays sounds "
                    + "better than a voice under water.",
                "If words are still hard to understand, record that part again.",
                "Before the next lecture, bring the microphone to a hand's width from the mouth, close the window and turn off what whirs.",
            ])
    }

    private static func hum(_ at: Circumstances) -> Words {
        let mains = numbers.decimal(at.mains, 0)
        return Words(
            "A mains hum is heard" + (extent(at).map { " \($0)" } ?? " throughout"),
            why:
                "A low, steady tone at \(mains) Hz and its multiples comes from the power supply. It tires listeners with "
                + "headphones, and many take it for a fault of their own equipment.",
            steps: [
                "Listen to \(places(at)) with headphones.",
                "In the editor, run the “de-hum” effect over the sound track, set to \(mains) Hz.",
                "Before the next lecture, record with the laptop on battery, or use another socket or cable for the microphone: a hum comes from "
                    + "the mains through a bad cable or a second plug.",
            ])
    }

    private static func narrow(_ at: Circumstances) -> Words {
        Words(
            "The voice sounds as if on a telephone" + (extent(at).map { " \($0)" } ?? ""),
            why:
                "Nothing is heard above 4000 Hz, where s, f and th differ. Learners who hear badly or learn in a second "
                + "language mix up words, and so do captions.",
            steps: [
                "See whether the original recording sounds better; if so, export again from it with sound at 48 kHz.",
                "What was lost cannot be brought back: if the original is the same, record \(places(at)) again, or live with it if it is a "
                    + "caller's voice.",
                "Before the next lecture, choose the microphone by cable: a Bluetooth headset falls back to telephone sound while it records.",
            ])
    }
}
