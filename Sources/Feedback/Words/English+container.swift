import ReviewModel

/// The file as a whole.
extension English {
    static let container: [FindingCode: Sentence] = [
        .containerUnreadable: unreadable, .containerTruncated: truncated, .containerCorrupt: corrupt, .containerSlowStart: slowStart,
        .videoAspectPortrait: portrait,
    ]

    private static func unreadable(_ at: Circumstances) -> Words {
        Words(
            "The file cannot be opened as a video",
            why: "Players cannot show this file, so learners would see an error instead of the lecture."
                + (at.finding.note.map { " Technical detail: \(Printed.sentence($0))" } ?? ""),
            steps: [
                "Play the file on your own computer, from the start to the end.",
                "If it plays, the upload was damaged: upload it again.",
                "If it does not play, export the lecture again from the recorder or editor, as MP4 with H.264 picture and AAC sound.",
            ])
    }

    private static func truncated(_ at: Circumstances) -> Words {
        var title = "The recording breaks off before its end"
        var detail = "The end of the file is missing."
        if let declared = at.fact("declared"), let decoded = at.fact("decoded"), declared > decoded {
            title = "The last \(numbers.length(declared - decoded)) of the recording are missing"
            detail = "The file says that it lasts \(numbers.clock(declared)), but what can be played ends at \(numbers.clock(decoded))."
        }
        return Words(
            title, why: "\(detail) Learners lose the close of the lecture, and some players stop with an error.",
            steps: [
                "Play the end of the file on your own computer.",
                "If the end is there, the upload was cut short: upload the file again.",
                "If it is missing there too, export the lecture again and wait until the export has finished before copying the file.",
            ])
    }

    private static func corrupt(_ at: Circumstances) -> Words {
        let packets = at.fact("packets").map { " (\(numbers.decimal($0, 0)) damaged \($0 == 1 ? "piece" : "pieces") of data)" } ?? ""
        let count = at.ranges.count
        return Words(
            count == 0 ? "Parts of the file are damaged" : "The file is damaged in \(count == 1 ? "one place" : "\(count) places")",
            why: "Where data is damaged\(packets) \(at.hasPicture ? "the picture breaks into blocks or " : "")the sound drops out, and some players "
                + "stop there for good.",
            steps: [
                "Play your own copy at \(places(at)).",
                "If it plays cleanly there, the upload was damaged: upload the file again.",
                "If it is damaged there too, export the lecture again; if the editor's source is damaged, use the recorder's original file.",
            ])
    }

    private static func slowStart(_ at: Circumstances) -> Words {
        Words(
            "The \(at.hasPicture ? "video" : "recording") starts late on slow connections",
            why: "The file's index, its table of contents, stands at its end. A browser has to fetch that first, some the whole file, "
                + "before learners \(at.hasPicture ? "see" : "hear") anything.",
            steps: [
                "In the export settings, turn on “fast start” (also called “web optimized”).",
                "Without a new export, the index can be moved to the front in seconds; "
                    + "\(at.hasPicture ? "picture and sound stay as they are" : "the sound stays as it is").",
            ])
    }

    private static func portrait(_ at: Circumstances) -> Words {
        let size = at.fact("width").flatMap { width in at.fact("height").map { " (\(Printed.plain(width, 0))×\(Printed.plain($0, 0)) pixels)" } }
        return Words(
            "The picture is taller than wide" + (size ?? ""),
            why: "On a computer screen it fills a narrow strip between two black fields, and slides, code and faces become small.",
            steps: [
                "If the phone was held upright by mistake and the picture lies on its side, turn it in the editor and export again.",
                "If there is a wide original, export it again with a wide picture, 1920×1080.",
                "Before the next lecture, hold the phone sideways.",
                "If the video is meant for phones only, leave it as it is.",
            ])
    }
}
