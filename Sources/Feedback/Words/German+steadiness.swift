import ReviewModel

/// Holes in the sound, and loudness that jumps.
extension German {
    static let steadiness: [FindingCode: Sentence] = [.audioDropout: dropout, .audioLoudnessUneven: uneven]

    private static func dropout(_ at: Circumstances) -> Words {
        let place = at.side.map { " auf der \(name($0))n Seite" } ?? ""
        let holes = at.fact("holes").map { $0 == 1 ? " einmal" : " \(numbers.decimal($0, 0))-mal" } ?? ""
        let longest = at.fact("longest").map { ", höchstens \(numbers.decimal($0 * 1000, 0)) ms lang," } ?? ""
        return Words(
            "Der Ton setzt\(place)\(holes) aus",
            why:
                "Für einen Moment\(longest) ist mitten im Wort nichts zu hören. Das Wort geht verloren, Untertitel werden falsch, und das Knacken "
                + "ermüdet alle.",
            steps: ["Hören Sie sich \(passages(at)) mit Kopfhörern an."] + (at.side.map { [refilling($0)] } ?? recovering))
    }

    private static func refilling(_ side: StereoSide) -> String {
        "Markieren Sie im Schnittprogramm die Tonspur und wählen Sie \(filling(side)): Die andere Seite hat keine Lücken."
    }

    private static let recovering = [
        "Hat das Aufnahmegerät noch eine andere Datei (eine eigene Spur, eine Sicherung, den Ton der Kamera), setzen Sie diese an den Stellen ein.",
        "Wenn nicht, nehmen Sie diese Sätze noch einmal auf; was fehlt, lässt sich nicht zurückholen.",
        "Schließen Sie vor der nächsten Vorlesung andere Programme und stecken Sie das Mikrofon direkt an den Rechner: Solche Lücken entstehen, "
            + "wenn ein Rechner oder eine Verbindung nicht nachkommt.",
    ]

    private static func uneven(_ at: Circumstances) -> Words {
        let apart = at.measured.map { " um bis zu \(numbers.decimal($0, 0)) dB" } ?? ""
        let place = at.total == nil ? "" : " (\(times(at)))"
        let changes = at.levelChanges.map { change in
            let (range, amount) = (numbers.span(change.range), numbers.decimal(abs(change.gain), 0))
            return change.gain > 0 ? "Heben Sie \(range) um \(amount) dB an." : "Senken Sie \(range) um \(amount) dB ab."
        }
        let steps =
            changes.isEmpty
            ? [
                "Legen Sie im Schnittprogramm einen Kompressor oder den Effekt „Stimme angleichen“ auf die Tonspur; hören Sie leise und laute "
                    + "Passagen an, und stellen Sie nach."
            ] : changes
        return Words(
            "Die Lautstärke springt\(apart)",
            why:
                "Bei den leisen Passagen stellen Studierende lauter, bei den lauten erschrecken sie\(place). Zehn Dezibel wirken halb oder doppelt "
                + "so laut.",
            steps: steps + ["Hören Sie danach jeden Übergang an und lassen Sie die Vorlesung noch einmal prüfen."])
    }
}
