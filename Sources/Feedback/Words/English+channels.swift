import Foundation
import ReviewModel

/// The sides of the sound, and what one small speaker makes of them.
extension English {
    static let channels: [FindingCode: Sentence] = [
        .audioChannelImbalance: imbalance, .audioPhaseInverted: phase, .audioPhoneInaudible: phone, .audioDCOffset: offset,
    ]

    private static func imbalance(_ at: Circumstances) -> Words {
        let weak = at.fact("channel").flatMap { [0: "left", 1: "right"][Int($0)] }
        let strong = weak == "left" ? "right" : "left"
        let gain = at.fact("gain") ?? at.measured
        let by = gain.map { "\(Printed.decimal($0, 0)) dB" }
        let isSame = (at.fact("alike") ?? 0) > 0.7
        let source = weak == "left" ? 1 : 0
        let isStereo = (at.media?.audio?.channels ?? 2) == 2
        let factor = gain.map { Printed.plain(pow(10, $0 / 20)) }
        let raised = factor.map { weak == "left" ? "pan=stereo|c0=\($0)*c0|c1=c1" : "pan=stereo|c0=c0|c1=\($0)*c1" }
        let limiter = FFmpegCommand.limiter(below: at.rubric[.truePeak] - 0.5)
        return Words(
            weak.map { "The \($0) side is much softer than the \(strong)" } ?? "One side is much softer than the other",
            why: (by.map { "One side is \($0) softer" } ?? "One side is softer") + (at.total == nil ? "" : " at \(places(at))")
                + ": the voice sits in one ear, which tires, and learners with one earphone in or one good ear may hear hardly anything.",
            effort: .edit, minutes: 3,
            steps: isSame && by != nil
                ? ["In the editor, raise the \(weak ?? "weaker") side by \(by ?? "")."]
                : ["In the editor, set the sound track to mono, from the \(weak == nil ? "stronger" : strong) side, which carries the talk."],
            command: weak != nil && isStereo && at.total == nil
                ? (isSame
                    ? raised.flatMap { at.command.sound("\($0),\(limiter)", named: "balanced") }
                    : at.command.sound("pan=stereo|c0=c\(source)|c1=c\(source)", named: "both-sides")) : nil)
    }

    private static func phase(_ at: Circumstances) -> Words {
        let isStereo = (at.media?.audio?.channels ?? 2) == 2
        let enable = at.finding.ranges.map { "between(t,\(Printed.plain($0.start)),\(Printed.plain($0.end)))" }.joined(separator: "+")
        // One side is turned round again; pieces are short, so that it begins and ends where it should.
        let filter =
            enable.isEmpty
            ? "pan=stereo|c0=c0|c1=-1*c1"
            : "channelsplit[l][r];[r]asetnsamples=256,volume=-1:enable='\(enable)'[u];[l]asetnsamples=256[v];[v][u]join=inputs=2:channel_layout=stereo"
        return Words(
            "The voice vanishes on phones" + (extent(at).map { " \($0)" } ?? ""),
            why: "One side of the sound is the other turned upside down. From two speakers it sounds hollow; from the one speaker of a phone, or "
                + "a classroom's single loudspeaker, both cancel each other out and nothing is left of the voice.",
            effort: .edit, minutes: 3,
            steps: [
                "In the editor, select the right side of the sound track at \(places(at)) and choose “invert” (or “flip phase”).",
                "If the editor cannot do that, set the sound track to mono from the left side alone, not from both.",
                "Before the next lecture, look at the microphone's cable and adapter: one of them swaps its wires.",
            ],
            command: isStereo && at.ranges.count <= 12 ? at.command.sound(filter, named: "in-phase") : nil)
    }

    private static func phone(_ at: Circumstances) -> Words {
        Words(
            "On a phone hardly anything is heard",
            why: "Played from a phone's own small speaker, the talk is "
                + (at.measured.map { "\(Printed.decimal($0, 0)) dB softer than" } ?? "much softer than")
                + " from two speakers or headphones: its sides cancel each other out, or it lies too deep for such a speaker. Many learners "
                + "watch on phones.",
            effort: .edit, minutes: 5,
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
                + (at.measured.map { "\(Printed.percent($0)) of the full height" } ?? "some way") + " beside zero (a “DC offset”). It is not heard "
                + "itself, but takes room from loud words, so that they distort sooner, and clicks wherever the sound is cut.",
            effort: .edit, minutes: 3,
            steps: [
                "In the editor, run “remove DC offset” over the whole sound track (some call it “centre the wave”, or use a high-pass at 20 Hz).",
                "Do that before you cut or change the loudness.",
            ],
            command: at.command.sound("highpass=f=20", named: "centred"))
    }
}
