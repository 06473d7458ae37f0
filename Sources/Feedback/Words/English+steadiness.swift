import ReviewModel

/// Holes in the sound, and loudness that jumps.
extension English {
    static let steadiness: [FindingCode: Sentence] = [.audioDropout: dropout, .audioLoudnessUneven: uneven]

    private static func dropout(_ at: Circumstances) -> Words {
        let holes = at.fact("holes").map { $0 == 1 ? "once" : "\(numbers.decimal($0, 0)) times" }
        return Words(
            "The sound breaks off" + (at.side.map { " on the \(name($0)) side" } ?? "") + (holes.map { " \($0)" } ?? ""),
            why: "For a moment"
                + (at.fact("longest").map { ", \(numbers.decimal($0 * 1000, 0)) ms at most," } ?? "")
                + " there is nothing at all, in the middle of a word. Listeners lose the word, captions get it wrong, and the clicks tire everybody.",
            steps: at.side.map { side in
                [
                    "Listen to \(places(at)) with headphones.",
                    "In the editor, select the sound track and choose “fill \(name(side)) with \(name(side.other))”: the other side has no holes.",
                ]
            } ?? [
                "Listen to \(places(at)) with headphones.",
                "If the recorder kept another file (its own track, a backup, the camera's sound), put that in for these ranges.",
                "If not, record these sentences again; what is missing cannot be brought back.",
                "Before the next lecture, close other programs, and plug the microphone straight into the computer: such holes come from a "
                    + "computer or a connection that cannot keep up.",
            ])
    }

    private static func uneven(_ at: Circumstances) -> Words {
        let apart = at.measured.map { "\(numbers.decimal($0, 0)) dB" }
        let changes = at.levelChanges.map { change in
            "\(change.gain > 0 ? "Raise" : "Lower") \(numbers.span(change.range)) by \(numbers.decimal(abs(change.gain), 0)) dB."
        }
        return Words(
            "The loudness jumps" + (apart.map { " by up to \($0)" } ?? ""),
            why: "Learners turn the volume up for the soft passages and are startled by the loud ones"
                + (at.total == nil ? "." : " (\(places(at))).") + " Ten decibels are heard as half or twice as loud.",
            steps: (changes.isEmpty
                ? ["In the editor, put a compressor or “level the voice” effect on the sound track; listen to soft and loud passages and adjust."]
                : changes)
                + ["Then listen across each change, and have the lecture reviewed again."])
    }
}
