import ReviewModel

/// SubRip (`.srt`), what video editors and players import. It has no escapes; players read `<i>` and its like as markup.
enum SubRip {
    static func write(_ transcript: Transcript, until end: Double = .infinity) -> String {
        CueBuilder.cues(for: transcript, until: end).enumerated().map { index, cue in
            let times = [cue.range.start, cue.range.end].map { CaptionTime.text($0, separator: ",") }
            return "\(index + 1)\n\(times[0]) --> \(times[1])\n\(cue.lines.map(plain).joined(separator: "\n"))\n"
        }
        .joined(separator: "\n")
    }

    /// An arrow in the text would read as another line of times.
    static func plain(_ line: String) -> String {
        line.split(separator: "-->", omittingEmptySubsequences: false).joined(separator: "→")
    }
}
