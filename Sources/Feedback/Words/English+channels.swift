import ReviewModel

/// The sides of the sound, and what one small speaker makes of them.
extension English {
    static let channels: [FindingCode: Sentence] = [
        .audioChannelImbalance: imbalance, .audioPhaseInverted: phase, .audioPhoneInaudible: phone, .audioDCOffset: offset,
    ]

    private static func imbalance(_ at: Circumstances) -> Words {
        let by = at.weakness.map { "\(numbers.decimal($0, 0)) dB" }
        return Words(
            at.side.map { "The \(name($0)) side is much softer than the \(name($0.other))" } ?? "One side is much softer than the other",
            why: (by.map { "One side is \($0) softer" } ?? "One side is softer") + (at.total == nil ? "" : " at \(places(at))")
                + ": the voice sits in one ear, which tires, and learners with one earphone in or one good ear may hear hardly anything.",
            steps: [evening(at)])
    }

    private static func evening(_ at: Circumstances) -> String {
        if at.isSameOnBothSides, let gain = at.weakness {
            let side = at.side.map(name) ?? "weaker"
            return "In the editor, raise the \(side) side by \(numbers.decimal(gain, 0)) dB" + (at.total == nil ? "." : " at \(places(at)).")
        }
        guard let side = at.side else { return "In the editor, set the sound track to mono, from the stronger side, which carries the talk." }
        return at.total == nil
            ? "In the editor, set the sound track to mono, from the \(name(side.other)) side, which carries the talk." : filling(side, at: places(at))
    }

    private static func phase(_ at: Circumstances) -> Words {
        Words(
            "The voice vanishes on phones" + (extent(at).map { " \($0)" } ?? ""),
            why: "One side of the sound is the other turned upside down. From two speakers it sounds hollow; from the one speaker of a phone, or "
                + "a classroom's single loudspeaker, both cancel each other out and nothing is left of the voice.",
            steps: [
                "In the editor, select the right side of the sound track at \(places(at)) and choose “invert” (or “flip phase”).",
                "If the editor cannot do that, set the sound track to mono from the left side alone, not from both.",
                "Before the next lecture, look at the microphone's cable and adapter: one of them swaps its wires.",
            ])
    }

    private static func phone(_ at: Circumstances) -> Words {
        Words(
            "On a phone hardly anything is heard",
            why: "Played from a phone's own small speaker, the talk is "
                + (at.measured.map { "\(numbers.decimal($0, 0)) dB softer than" } ?? "much softer than")
                + " from two speakers or headphones: its sides cancel each other out, or it lies too deep for such a speaker. Many learners "
                + "watch on phones.",
            steps: [
                "If the review also says that the voice vanishes on phones because one side is turned upside down, repair that first: it is the reason.",
                "If not, turn down the bass (everything below 150 Hz) in the editor's equalizer and raise 1 to 4 kHz by some 6 dB.",
                "Play a minute of it on a phone, without headphones, before you publish it.",
            ])
    }

    private static func offset(_ at: Circumstances) -> Words {
        Words(
            "The sound wave is off its centre",
            why: "The wave lies "
                + (at.measured.map { "\(numbers.percent($0)) of the full height" } ?? "some way") + " beside zero (a “DC offset”). It is not heard "
                + "itself, but takes room from loud words, so that they distort sooner, and clicks wherever the sound is cut.",
            steps: [
                "In the editor, run “remove DC offset” over the whole sound track (some call it “centre the wave”, or use a high-pass at 20 Hz).",
                "Do that before you cut or change the loudness.",
            ])
    }
}
