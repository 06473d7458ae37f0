import ReviewModel

/// The picture's fineness: focus, compression, noise and fields.
extension English {
    static let detail: [FindingCode: Sentence] = [
        .videoBlurred: blurred, .videoBlocky: blocky, .videoNoisy: noisy, .videoInterlaced: interlaced,
    ]

    private static func blurred(_ at: Circumstances) -> Words {
        let width = at.fact("width").map { ": even the sharpest edges are \(numbers.decimal($0, 1)) pixels wide" } ?? ""
        return Words(
            "The camera picture is out of focus" + (extent(at).map { " \($0)" } ?? ""),
            why: "Nothing in the picture is sharp\(width). Learners cannot read what is shown or follow a face, and their eyes tire from trying.",
            steps: [
                "Look at \(places(at)), full screen.",
                "If slides or another camera show the same, use them for these ranges and keep the sound.",
                "If what was shown matters and there is nothing else, record that part again; software cannot bring back what the lens lost.",
                "Before the next lecture, set the camera's focus by hand on the place where you stand, and switch autofocus off.",
            ])
    }

    private static func blocky(_ at: Circumstances) -> Words {
        Words(
            "The picture breaks into small squares" + (extent(at).map { " \($0)" } ?? ""),
            why:
                "The video was saved with too little data for what it shows, so that each small square is visible for itself. Faces, handwriting and "
                + "fine print dissolve.",
            steps: [
                "Look at \(places(at)) in the original recording.",
                "If it is clean there, export again at a higher quality: a bit rate of 5 to 8 Mbit/s for 1920×1080, or “high quality”.",
                "If the original shows the squares too, the recorder or the network call was set too low: use the recorder's own file instead of "
                    + "the call's, and raise its quality before the next lecture.",
                "Exporting again from the file that was reviewed does not help: the detail is no longer in it.",
            ])
    }

    private static func noisy(_ at: Circumstances) -> Words {
        Words(
            "The camera picture swarms with noise" + (extent(at).map { " \($0)" } ?? ""),
            why: "In a room that is too dark the camera turns up its sensitivity, and every surface flickers with fine specks. It distracts, and "
                + "makes the file larger or the picture coarser.",
            steps: [
                "Run the editor's “noise reduction” (or “denoise”) for pictures over \(places(at)), at a low strength.",
                "Before the next lecture, put more light on the person who speaks: a lamp beside the camera does more than any setting.",
                "If the camera allows it, set its sensitivity (ISO or “gain”) to a fixed low value.",
            ])
    }

    private static func interlaced(_ at: Circumstances) -> Words {
        Words(
            "Whatever moves has comb-like edges" + (extent(at).map { " \($0)" } ?? ""),
            why: "The picture is interlaced, as old television was: each picture holds two moments, one in every other line. On a computer or phone "
                + "moving hands and faces get fine horizontal teeth.",
            steps: [
                "Look at \(places(at)), where something moves.",
                "In the editor, switch on “deinterlace” for this clip and export again as progressive.",
                "Before the next lecture, set the camera to a progressive mode: its name ends in “p”, such as 1080p, not “i”.",
            ])
    }
}
