import ReviewModel

/// The sound, but for its loudness.
extension English {
    static let sound: [FindingCode: Sentence] = [
        .audioMissing: audioMissing, .audioSilent: silent, .audioSilence: silence, .audioTruePeak: truePeak, .audioClipping: clipping,
        .audioChannelDead: channelDead,
    ]

    private static func audioMissing(_ at: Circumstances) -> Words {
        Words(
            "There is no sound track",
            why: "Learners see the slides and hear nothing. Without a voice there can be no captions either.",
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
            steps: [
                "In the editor, see whether the voice is on another track that is muted; if so, export again with it.",
                "If the microphone was off, record the talk over the slides; the picture can stay.",
                "Before the next lecture, record ten seconds and listen to them.",
            ])
    }

    private static func silence(_ at: Circumstances) -> Words {
        let one = at.ranges.count == 1
        let side = at.side
        return Words(
            "There is no sound" + (side.map { " on the \(name($0)) side" } ?? "") + (extent(at).map { " \($0)" } ?? " in part of the recording"),
            why: side == nil
                ? "Learners think that the player or their headphones have failed, and leave or skip ahead."
                : "Learners with one earphone in, or with one good ear, hear nothing of the talk there.",
            steps: side.map { [filling($0, at: places(at))] } ?? [
                "Look at \(places(at)).",
                "If a voice belongs there, put it back from the original recording, or record those sentences again.",
                "If not, and nothing worth seeing happens, cut \(one ? places(at) : "these ranges").",
            ])
    }

    static func filling(_ side: StereoSide, at places: String) -> String {
        "In the editor, select the sound track at \(places) and choose “fill \(name(side)) with \(name(side.other))”."
    }

    private static func truePeak(_ at: Circumstances) -> Words {
        let limit = at.peakLimit
        let peak = at.measured.map { " of \(numbers.decimal($0, 1)) dBTP" } ?? ""
        return Words(
            "The loudest moments may crackle",
            why: "A peak\(peak) is over the limit of \(numbers.decimal(limit, 1)) dBTP (“true peak”: how high the sound wave really rises; 0 is the "
                + "most that a player can put out). On phones and small speakers such moments crackle.",
            steps: [
                "In the editor, put a limiter on the sound track, at \(numbers.decimal(limit - 1, 1)) dB.",
                "It only touches the loudest moments; the talk sounds the same.",
            ])
    }

    private static func clipping(_ at: Circumstances) -> Words {
        let samples = at.fact("samples").map { " \(numbers.decimal($0, 0)) times" } ?? ""
        return Words(
            "The sound distorts" + (extent(at).map { " \($0)" } ?? ""),
            why: "The sound came in louder than the recorder can hold, and its wave was cut flat\(samples). It rasps, tires listeners and makes "
                + "words harder to understand, above all with headphones or a hearing aid.",
            steps: [
                "Listen to \(places(at)) with headphones.",
                "If it rasps, run the editor's “de-clip” (or “clip repair”) effect over it.",
                "If it still rasps and the sentence matters, record that sentence again.",
                "Before the next lecture, turn the microphone down until loud words stay below −6 dB on the recorder's meter.",
            ])
    }

    private static func channelDead(_ at: Circumstances) -> Words {
        let parts = at.partsOfDeadSide
        let filled = at.side.map { side in
            parts.isEmpty
                ? "In the editor, select the sound track and choose “fill \(name(side)) with \(name(side.other))”, or set the track to mono."
                : filling(side, at: places(at))
        }
        return Words(
            at.side.map { "The \(name($0)) side carries no sound" } ?? "One side carries no sound",
            why: "Learners with one earphone in, or with one good ear, hear "
                + (at.total == nil ? "nothing of the talk." : "nothing of the talk at \(places(at))."),
            steps: [
                filled ?? "In the editor, set the sound track to mono, from the side that carries the talk.",
                "Have the lecture reviewed again before changing its loudness: heard from both sides, the talk is about 3 dB louder.",
            ])
    }
}
