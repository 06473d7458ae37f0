import ReviewModel

/// WebVTT (W3C), what browsers show with `<track>`.
package enum WebVTT {
    static func write(_ transcript: Transcript, until end: Double = .infinity) -> String {
        let cues = CueBuilder.cues(for: transcript, until: end).map { cue in
            let times = [cue.range.start, cue.range.end].map { CaptionTime.text($0, separator: ".") }
            return "\(times[0]) --> \(times[1])\n\(cue.lines.map(escape).joined(separator: "\n"))\n"
        }
        return "WEBVTT\n" + cues.map { "\n" + $0 }.joined()
    }

    /// `&` and `<` begin markup, and a line of a cue must not hold `-->`, which without `>` it cannot. Scalars are looked at, for with a combining accent
    /// after it a bracket is another character, and begins markup all the same.
    package static func escape(_ line: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in line.unicodeScalars {
            switch scalar {
            case "&": result.append(contentsOf: "&amp;".unicodeScalars)
            case "<": result.append(contentsOf: "&lt;".unicodeScalars)
            case ">": result.append(contentsOf: "&gt;".unicodeScalars)
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}
