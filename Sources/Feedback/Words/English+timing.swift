import ReviewModel

/// When pictures and sound come.
extension English {
    static let timing: [FindingCode: Sentence] = [
        .videoFrameRateLow: frameRateLow, .videoFrameRateVariable: frameRateVariable, .videoTimestampsGap: timestampsGap,
        .durationMismatch: durationMismatch, .startOffset: startOffset,
    ]

    private static func frameRateLow(_ at: Circumstances) -> Words {
        let rate = at.measured.map { "only \(numbers.short($0, most: 1))" } ?? "few"
        return Words(
            "The video shows \(rate) pictures a second",
            why: "Slides do not suffer, but a mouse pointer jumps, handwriting appears in pieces and lips do not match the voice.",
            steps: [
                "If the lecture consists of slides that stand still, leave it as it is.",
                "Otherwise look at the frame rate in the export settings: choose 25 or 30 pictures a second and export again from the editor's project.",
                "If the recording itself has no more, set the recorder to 25 or 30 before the next lecture; a finished file cannot gain any.",
            ])
    }

    private static func frameRateVariable(_ at: Circumstances) -> Words {
        let spread = at.fact("shortest").flatMap { shortest in
            at.fact("longest").map { " (from \(milliseconds(shortest)) to \(milliseconds($0)) between two pictures)" }
        }
        return Words(
            "Pictures come at an uneven rate" + (extent(at).map { " \($0)" } ?? ""),
            why:
                "Motion stutters\(spread ?? ""), and many editors and platforms let the picture drift away from the voice when they process such a file.",
            steps: [
                "If the file goes into an editor next, bring it to an even rate first.",
                "In the recorder or export settings, choose a constant frame rate (CFR) in place of a variable one (VFR).",
                "If \(places(at)) still stutters, the recorder could not keep up: close other programs before the next lecture.",
            ])
    }

    private static func timestampsGap(_ at: Circumstances) -> Words {
        let back = at.fact("back") ?? 0
        let holes = at.fact("holes") ?? 0
        let longest = at.measured.map { " of up to \(numbers.length($0))" } ?? ""
        let title: String
        if holes == 0, back > 0 {
            title = "The clock of the picture runs back"
        } else {
            title = holes > 1 ? "Pictures are missing in \(numbers.decimal(holes, 0)) places" : "Pictures are missing"
        }
        return Words(
            title,
            why:
                "At \(places(at)) there is a jump\(longest) in the timing of the picture. Learners see it stand still or leap, some players stop there, "
                + "and editors may lose the match of picture and voice.",
            steps: [
                "Look at \(places(at)) in the original recording.",
                "If the pictures are there, the export or the transfer dropped them: export again.",
                "If they are missing there too, put the slide that belongs there over the hole; keep the sound.",
                "If it was joined from several files, join them in an editor instead.",
            ])
    }

    private static func durationMismatch(_ at: Circumstances) -> Words {
        let isShort = (at.fact("difference") ?? 0) < 0
        let length = at.measured.map(amount) ?? "a while"
        // Recorders stop their streams one after the other.
        let isBrief = at.measured.map { $0 < 0.25 } ?? false
        return Words(
            isShort ? "The sound ends \(length) before the picture" : "The picture ends \(length) before the sound",
            why: isShort
                ? "The last words may be missing, or sound and picture drift apart on the way. Some players stop where the first of them ends."
                : "Learners hear the close of the lecture over a picture that stands still or has gone black, and believe that the video has broken.",
            steps: [
                "Watch \(places(at)), and a minute before it, and see whether the voice still matches the lips.",
                "If it does not, the recorder's clocks ran apart: stretch the sound to the picture's length in the editor.",
                isShort
                    ? "If the last sentence is cut off, export again from the project; if nothing is missing, "
                        + (isBrief ? "leave it: recorders often end one a moment earlier." : "cut the picture to the end of the sound.")
                    : "If it does, put a closing slide over the rest of the sound, or cut what is not needed.",
            ])
    }

    private static func startOffset(_ at: Circumstances) -> Words {
        let offset = at.offset
        let amount = amount(abs(offset))
        return Words(
            offset == 0 ? "Sound and picture do not start together" : "The sound starts \(amount) \(offset < 0 ? "before" : "after") the picture",
            why: "Streams that do not start together are often out of step to the end: the voice does not match the lips. "
                + "From about \(offset < 0 ? "40" : "60") milliseconds on people notice, and those who read lips lose the thread.",
            steps: [
                "Watch someone speak, or a click that can be seen and heard, and judge whether sound and picture match.",
                offset == 0
                    ? "If they do not, shift the sound in the editor and watch again."
                    : "If they do not, shift the sound by \(amount) in the editor\(at.hasCommand ? ", or use the command," : "") and watch again.",
                "If they match, nothing needs to be done: the recorder merely started one of them \(offset < 0 ? "early" : "late").",
            ])
    }

    private static func amount(_ seconds: Double) -> String {
        seconds < 1 ? milliseconds(seconds) : numbers.length(seconds)
    }

    private static func milliseconds(_ seconds: Double) -> String {
        "\(numbers.decimal(seconds * 1000, 0)) ms"
    }
}
