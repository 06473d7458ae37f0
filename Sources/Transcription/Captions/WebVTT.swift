import ReviewModel

/// WebVTT (W3C), what browsers show with `<track>`.
enum WebVTT {
    static func write(_ transcript: Transcript) -> String {
        let cues = CueBuilder.cues(for: transcript).map { cue in
            let times = [cue.range.start, cue.range.end].map { CaptionTime.text($0, separator: ".") }
            return "\(times[0]) --> \(times[1])\n\(cue.lines.map(escape).joined(separator: "\n"))\n"
        }
        return "WEBVTT\n" + cues.map { "\n" + $0 }.joined()
    }

    /// `&` and `<` begin markup, and a line of a cue must not hold `-->`, which without `>` it cannot.
    static func escape(_ line: String) -> String {
        line.reduce(into: "") { result, character in
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            default: result.append(character)
            }
        }
    }
}
