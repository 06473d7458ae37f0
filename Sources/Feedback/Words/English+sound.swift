import Foundation
import ReviewModel

/// The sound, but for its loudness.
extension English {
    static let sound: [FindingCode: Sentence] = [
        .audioMissing: audioMissing, .audioSilent: silent, .audioSilence: silence, .audioLoudnessLow: tooQuiet, .audioLoudnessHigh: tooLoud,
        .audioTruePeak: truePeak, .audioClipping: clipping, .audioChannelDead: channelDead,
    ]

    private static func audioMissing(_ at: Circumstances) -> Words {
        Words(
            "There is no sound track",
            why: "Learners see the slides and hear nothing. Without a voice there can be no captions either.",
            effort: .reExport, minutes: 15,
            steps: [
                "Open the lecture in the recorder or editor and see whether the sound track is there and not muted.",
                "If it is there, export again with sound (AAC).",
                "If nothing was recorded, record the talk over the slides; the picture can stay.",
            ])
    }

    private static func silent(_ at: Circumstances) -> Words {
        Words(
            "The sound track is silent from start to end",
            why: "Learners hear nothing at all: the file has a sound track, but there is no voice on it.",
            effort: .reRecord, minutes: at.recordingMinutes + 15,
            steps: [
                "In the editor, see whether the voice is on another track that is muted; if so, export again with it.",
                "If the microphone was off, record the talk over the slides; the picture can stay.",
                "Before the next lecture, record ten seconds and listen to them.",
            ])
    }

    private static func silence(_ at: Circumstances) -> Words {
        let one = at.ranges.count == 1
        let side = at.fact("channel").flatMap { [0: "left", 1: "right"][Int($0)] }
        return Words(
            "There is no sound" + (side.map { " on the \($0) side" } ?? "") + (extent(at).map { " \($0)" } ?? " in part of the recording"),
            why: side == nil
                ? "Learners think that the player or their headphones have failed, and leave or skip ahead."
                : "Learners with one earphone in, or with one good ear, hear nothing of the talk there.",
            effort: .edit, minutes: side == nil ? cuttingMinutes(at) : 3,
            steps: side.map {
                ["In the editor, select the sound track at \(places(at)) and choose “fill \($0) with \($0 == "left" ? "right" : "left")”."]
            } ?? [
                "Look at \(places(at)).",
                "If a voice belongs there, put it back from the original recording, or record those sentences again.",
                "If not, and nothing worth seeing happens, cut \(one ? places(at) : "these ranges").",
            ],
            command: side == nil ? at.command.cut(at.ranges) : nil)
    }

    private static func truePeak(_ at: Circumstances) -> Words {
        let limit = at.threshold ?? at.rubric[.truePeak]
        let peak = at.measured.map { " of \(Printed.decimal($0, 1)) dBTP" } ?? ""
        return Words(
            "The loudest moments may crackle",
            why: "A peak\(peak) is over the limit of \(Printed.decimal(limit, 1)) dBTP (“true peak”: how high the sound wave really rises; 0 is the "
                + "most that a player can put out). On phones and small speakers such moments crackle.",
            effort: .edit, minutes: 3,
            steps: [
                "In the editor, put a limiter on the sound track, at \(Printed.decimal(limit - 1, 1)) dB.",
                "It only touches the loudest moments; the talk sounds the same.",
            ],
            // Four times the rate shows the limiter the peaks between the samples; the last half decibel is what a codec adds.
            command: at.command.sound(
                "aresample=192000,\(FFmpegCommand.limiter(below: limit - 1)),aresample=\(at.media?.audio?.sampleRate ?? 48000)", named: "limited"))
    }

    private static func clipping(_ at: Circumstances) -> Words {
        let samples = at.fact("samples").map { " \(Printed.decimal($0, 0)) times" } ?? ""
        return Words(
            "The sound distorts" + (extent(at).map { " \($0)" } ?? ""),
            why: "The sound came in louder than the recorder can hold, and its wave was cut flat\(samples). It rasps, tires listeners and makes "
                + "words harder to understand, above all with headphones or a hearing aid.",
            effort: .edit, minutes: 10 + min(20, at.ranges.count * 2),
            steps: [
                "Listen to \(places(at)) with headphones.",
                "If it rasps, run the editor's “de-clip” (or “clip repair”) effect over it.",
                "If it still rasps and the sentence matters, record that sentence again.",
                "Before the next lecture, turn the microphone down until loud words stay below −6 dB on the recorder's meter.",
            ],
            command: at.command.sound("volume=-3dB,adeclip,\(FFmpegCommand.limiter(below: at.rubric[.truePeak] - 0.5))", named: "declipped"))
    }

    private static func channelDead(_ at: Circumstances) -> Words {
        let dead = at.fact("channel").flatMap { [0: "left", 1: "right"][Int($0)] }
        let live = dead == "left" ? "right" : "left"
        let source = dead == "left" ? 1 : 0
        let isStereo = (at.media?.audio?.channels ?? 2) == 2
        return Words(
            dead.map { "The \($0) side carries no sound" } ?? "One side carries no sound",
            why: "Learners with one earphone in, or with one good ear, hear "
                + (at.total == nil ? "nothing of the talk." : "nothing of the talk at \(places(at))."),
            effort: .edit, minutes: 3,
            steps: [
                dead.map { "In the editor, select the sound track and choose “fill \($0) with \(live)”, or set the track to mono." }
                    ?? "In the editor, set the sound track to mono, from the side that carries the talk.",
                "Have the lecture reviewed again before changing its loudness: heard from both sides, the talk is about 3 dB louder.",
            ],
            command: dead != nil && isStereo ? at.command.sound("pan=stereo|c0=c\(source)|c1=c\(source)", named: "both-sides") : nil)
    }
}
