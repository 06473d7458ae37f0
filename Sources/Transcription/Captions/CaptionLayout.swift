/// Breaks text into the lines of a caption. Pure; lengths are characters as a reader counts them.
enum CaptionLayout {
    /// The fewest lines for the words, broken where the two are most alike; nil when they need more than a caption has.
    /// A word longer than a line is divided.
    static func lines(_ words: [String]) -> [String]? {
        let parts = words.flatMap(divide)
        let whole = parts.joined(separator: " ")
        if whole.count <= CaptionLimits.lineLength { return parts.isEmpty ? [] : [whole] }
        let breaks = parts.indices.dropFirst().map { index in
            (parts[..<index].joined(separator: " "), parts[index...].joined(separator: " "))
        }
        return breaks.filter { max($0.0.count, $0.1.count) <= CaptionLimits.lineLength }
            .min { unevenness($0) < unevenness($1) }
            .map { [$0.0, $0.1] }
    }

    /// Characters by which two lines differ; a break behind punctuation is worth ten of them.
    private static func unevenness(_ lines: (String, String)) -> Int {
        abs(lines.0.count - lines.1.count) - (lines.0.last.map { ",;:.?!".contains($0) } == true ? 10 : 0)
    }

    /// The word in pieces that fit a line; one piece for all but addresses and the like.
    static func divide(_ word: String) -> [String] {
        guard word.count > CaptionLimits.lineLength else { return [word] }
        var rest = word[...]
        var pieces: [String] = []
        while !rest.isEmpty {
            pieces.append(String(rest.prefix(CaptionLimits.lineLength)))
            rest = rest.dropFirst(CaptionLimits.lineLength)
        }
        return pieces
    }
}
