import ReviewModel

/// The talk.
extension English {
    static let speech: [FindingCode: Sentence] = [
        .speechMissing: speechMissing, .speechPauseLong: pauseLong, .speechPaceFast: paceFast, .speechPaceSlow: paceSlow,
        .speechFillers: fillers,
    ]

    private static func speechMissing(_ at: Circumstances) -> Words {
        Words(
            "There is sound, but no speech was found",
            why: "If a talk belongs here, learners hear noise or music instead of it, and captions cannot be made.",
            steps: [
                "Listen to a minute of it. If the voice is missing, choose the microphone's track in the editor and export again.",
                "If the voice is there but faint or noisy, mend the findings on sound first, then have the lecture reviewed again.",
                "If no talk is meant (a demonstration, music), there is nothing to do.",
            ])
    }

    private static func pauseLong(_ at: Circumstances) -> Words {
        let one = at.ranges.count == 1
        return Words(
            "Nothing is said\(at.hasPicture ? " and nothing moves" : "")" + (extent(at).map { " \($0)" } ?? ""),
            why: "Learners wonder whether the recording has stopped, and begin to skip; skipping, they miss what comes after.",
            steps: [
                "\(at.hasPicture ? "Look at" : "Listen to") \(places(at)).",
                "Cut \(one ? "it" : "these ranges") down to a second or two, unless the pause is for thinking.",
                "If it is for thinking, say so before it (“stop here and try”)\(at.hasPicture ? ", or show it on the slide" : "").",
            ])
    }

    private static func paceFast(_ at: Circumstances) -> Words {
        let limit = numbers.decimal(at.threshold ?? at.rubric[.paceFast], 0)
        return Words(
            "The talk is fast" + (at.measured.map { ": \(numbers.decimal($0, 0)) words a minute" } ?? ""),
            why: "Above about \(limit) words a minute, learners who take notes, or who listen in a second language, fall behind.",
            steps: [
                "There is no need to record again: captions help most, and telling learners that they can play it slower.",
                "If \(places(at)) matters most, hold the slide there for two or three seconds after each main point.",
                "In the next lecture, stop for a breath after every new idea.",
            ])
    }

    private static func paceSlow(_ at: Circumstances) -> Words {
        let limit = numbers.decimal(at.threshold ?? at.rubric[.paceSlow], 0)
        return Words(
            "The talk is slow" + (at.measured.map { ": \(numbers.decimal($0, 0)) words a minute" } ?? ""),
            why: "Below about \(limit) words a minute attention wanders, and learners turn up the speed or skip.",
            steps: [
                "There is no need to record again: learners can play it faster.",
                "If long pauses are the cause, shorten them at \(places(at)).",
                "In the next lecture, keep the slide's key words in sight, so that the next sentence is ready.",
            ])
    }

    private static func fillers(_ at: Circumstances) -> Words {
        let rate = at.measured.map { ": at least \(numbers.decimal($0, 1)) in a hundred words" } ?? ""
        let most = at.finding.note.map { " The most frequent: \(Printed.oneLine($0))." } ?? ""
        return Words(
            "Many filler words\(rate)",
            why: "Fillers such as “um” draw attention from the content and make captions longer to read.\(most) There may be more of them than "
                + "counted: speech recognition leaves some out.",
            steps: [
                "There is no need to record again.",
                "In the next lecture, let a silent pause stand where the filler would be; it sounds calm, and learners use it to think.",
            ])
    }
}
