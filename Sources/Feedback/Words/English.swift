import ReviewModel

/// Reports in English. The texts of the findings stand in one file per group of checks.
struct English: Wording {
    let language = "en"
    let labels = Labels.english
    let units = UnitNames.english
    var numbers: NumberStyle { Self.numbers }

    static let numbers = NumberStyle.english

    typealias Sentence = @Sendable (Circumstances) -> Words

    private static let table: [FindingCode: Sentence] = [
        container, timing, picture, exposure, detail, flashing, framing, sound, loudness, channels, steadiness, noise, speech,
    ].reduce(into: [:]) { $0.merge($1) { $1 } }

    /// The codes that have words.
    static var codes: [FindingCode] { table.keys.sorted { $0.rawValue < $1.rawValue } }

    func words(for circumstances: Circumstances) -> Words {
        Self.table[circumstances.finding.code]?(circumstances) ?? Self.unknown(circumstances)
    }

    /// A rule that is newer than these texts: say what is known rather than nothing.
    private static func unknown(_ at: Circumstances) -> Words {
        Words(
            "Check “\(at.finding.code.rawValue)” found a fault",
            why: at.finding.note.map(Printed.oneLine) ?? "This check has no explanation in this version of Lectern.",
            steps: ["Look at \(places(at)) and judge whether learners would be hindered."])
    }

    /// The ranges in a sentence: `0:10.0–0:13.0 and 0:20.0–0:22.0`.
    static func places(_ at: Circumstances, most: Int = 5) -> String {
        let spans = at.ranges.map(numbers.span)
        switch spans.count {
        case 0: return "the whole recording"
        case 1: return spans[0]
        case ...most: return spans.dropLast().joined(separator: ", ") + " and " + spans[spans.count - 1]
        default: return spans.prefix(most).joined(separator: ", ") + " and \(spans.count - most) more"
        }
    }

    /// `for 3.0 s`, or `in 4 places, 12.5 s in all`.
    static func extent(_ at: Circumstances) -> String? {
        guard let total = at.total else { return nil }
        return at.ranges.count == 1 ? "for \(numbers.length(total))" : "in \(at.ranges.count) places, \(numbers.length(total)) in all"
    }

    static func name(_ side: StereoSide) -> String {
        switch side {
        case .left: "left"
        case .right: "right"
        }
    }
}
