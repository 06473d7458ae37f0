import ReviewModel

/// Reports in German. The texts of the findings stand in one file per group of checks, as the English ones do.
struct German: Wording {
    let language = "de"
    let labels = Labels.german
    let units = UnitNames.german
    var numbers: NumberStyle { Self.numbers }

    static let numbers = NumberStyle.german

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
            "Die Prüfung \(at.finding.code.rawValue) hat etwas gefunden",
            why: at.finding.note.map(Printed.oneLine) ?? "Zu dieser Prüfung gibt es in dieser Version von Lectern noch keine Erklärung.",
            steps: ["Sehen Sie sich \(passages(at)) an und beurteilen Sie, ob es Studierende stört."])
    }

    /// The ranges as the object of a sentence: `die Stellen 0:10,0–0:13,0 und 0:20,0–0:22,0`.
    static func passages(_ at: Circumstances) -> String {
        switch at.ranges.count {
        case 0: "die ganze Aufnahme"
        case 1: "die Stelle \(times(at))"
        default: "die Stellen \(times(at))"
        }
    }

    /// The ranges as a place: `bei 0:10,0–0:13,0 und 0:20,0–0:22,0`.
    static func there(_ at: Circumstances) -> String {
        at.ranges.isEmpty ? "in der ganzen Aufnahme" : "bei \(times(at))"
    }

    /// The bare times. A semicolon parts them, for each has commas of its own.
    static func times(_ at: Circumstances, most: Int = 5) -> String {
        let spans = at.ranges.map(numbers.span)
        switch spans.count {
        case ...1: return spans.first ?? ""
        case ...most: return spans.dropLast().joined(separator: numbers.listMark) + " und " + spans[spans.count - 1]
        default: return spans.prefix(most).joined(separator: numbers.listMark) + " und \(spans.count - most) weitere"
        }
    }

    /// A title with the finding's extent: `Das Bild ist 3,0 s lang schwarz`, `Das Bild ist an 4 Stellen schwarz (zusammen 12,5 s)`.
    ///
    /// - Parameter whole: stands in the extent's place for the whole recording.
    static func title(_ at: Circumstances, _ start: String, _ end: String = "", whole: String = "") -> String {
        let count = at.ranges.count
        let length = numbers.length(at.total ?? 0)
        let parts =
            switch count {
            case 0: [start, whole, end]
            case 1: [start, "\(length) lang", end]
            default: [start, "an \(count) Stellen", end, "(zusammen \(length))"]
            }
        return parts.filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// `linke`, as it stands after an article.
    static func name(_ side: StereoSide) -> String {
        switch side {
        case .left: "linke"
        case .right: "rechte"
        }
    }

    /// What editors call the step that gives a side the sound of the other.
    static func filling(_ side: StereoSide) -> String {
        switch side {
        case .left: "„Links mit rechts füllen“"
        case .right: "„Rechts mit links füllen“"
        }
    }

    /// Those who lose a side, at the beginning of a sentence.
    static let oneEared = "Wer nur einen Ohrhörer trägt oder nur auf einem Ohr gut hört,"
}
