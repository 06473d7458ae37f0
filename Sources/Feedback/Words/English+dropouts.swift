import Foundation
import ReviewModel

/// Holes in the sound, and loudness that jumps.
extension English {
    static let steadiness: [FindingCode: Sentence] = [.audioDropout: dropout, .audioLoudnessUneven: uneven]

    private static func dropout(_ at: Circumstances) -> Words {
        let count = at.fact("holes").map { Int($0) }
        let side = at.fact("channel").flatMap { [0: "left", 1: "right"][Int($0)] }
        let source = side == "left" ? 1 : 0
        let holes = count.map { $0 == 1 ? "once" : "\($0) times" }
        return Words(
            "The sound breaks off" + (side.map { " on the \($0) side" } ?? "") + (holes.map { " \($0)" } ?? ""),
            why: "For a moment"
                + (at.fact("longest").map { ", \(Printed.decimal($0 * 1000, 0)) ms at most," } ?? "")
                + " there is nothing at all, in the middle of a word. Listeners lose the word, captions get it wrong, and the clicks tire everybody.",
            effort: side == nil ? .reRecord : .edit, minutes: side == nil ? 5 + min(40, at.ranges.count * 3) : 3,
            steps: side.map {
                [
                    "Listen to \(places(at)) with headphones.",
                    "In the editor, select the sound track and choose “fill \($0) with \($0 == "left" ? "right" : "left")”: the other side has no holes.",
                ]
            } ?? [
                "Listen to \(places(at)) with headphones.",
                "If the recorder kept another file (its own track, a backup, the camera's sound), put that in for these ranges.",
                "If not, record these sentences again; what is missing cannot be brought back.",
                "Before the next lecture, close other programs, and plug the microphone straight into the computer: such holes come from a "
                    + "computer or a connection that cannot keep up.",
            ],
            command: side != nil && (at.media?.audio?.channels ?? 2) == 2
                ? at.command.sound("pan=stereo|c0=c\(source)|c1=c\(source)", named: "both-sides") : nil)
    }

    private static func uneven(_ at: Circumstances) -> Words {
        let ranges = at.finding.ranges
        let gains = ranges.indices.map { at.fact("gain\($0 + 1)") }
        let apart = at.measured.map { "\(Printed.decimal($0, 0)) dB" }
        let changes = zip(ranges, gains).compactMap { range, gain in gain.map { (range, $0) } }.prefix(mostChanges)
        let steps = changes.map { range, gain in
            "\(gain > 0 ? "Raise" : "Lower") \(Printed.span(range)) by \(Printed.decimal(abs(gain), 0)) dB."
        }
        return Words(
            "The loudness jumps" + (apart.map { " by up to \($0)" } ?? ""),
            why: "Learners turn the volume up for the soft passages and are startled by the loud ones"
                + (at.total == nil ? "." : " (\(places(at))).") + " Ten decibels are heard as half or twice as loud.",
            effort: .edit, minutes: 5 + min(25, ranges.count * 2),
            steps: (steps.isEmpty
                ? ["In the editor, put a compressor or “level the voice” effect on the sound track; listen to soft and loud passages and adjust."]
                : steps)
                + ["Then listen across each change, and have the lecture reviewed again."],
            command: changes.isEmpty ? nil : at.command.sound(filter(Array(changes), at), named: "evened"))
    }

    /// As many as a list can be read with.
    private static let mostChanges = 12

    private static func filter(_ changes: [(TimeRange, Double)], _ at: Circumstances) -> String {
        let volumes = changes.map { range, gain in
            "volume=\(Printed.plain(gain, 1))dB:enable='between(t,\(Printed.plain(range.start)),\(Printed.plain(range.end)))'"
        }
        // Short pieces, so that a change comes where it belongs.
        return (["asetnsamples=256"] + volumes + [FFmpegCommand.limiter(below: at.rubric[.truePeak] - 0.5)]).joined(separator: ",")
    }
}
