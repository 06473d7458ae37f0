import ReviewModel

/// When pictures and sound come.
extension German {
    static let timing: [FindingCode: Sentence] = [
        .videoFrameRateLow: frameRateLow, .videoFrameRateVariable: frameRateVariable, .videoTimestampsGap: timestampsGap,
        .durationMismatch: durationMismatch, .startOffset: startOffset,
    ]

    private static func frameRateLow(_ at: Circumstances) -> Words {
        let rate = at.measured.map { numbers.short($0, most: 1) } ?? "wenige"
        return Words(
            "Das Video zeigt nur \(rate) Bilder pro Sekunde",
            why: "Folien schadet das nicht, aber der Mauszeiger springt, Handschrift erscheint stückweise, und die Lippen passen nicht zur Stimme.",
            steps: [
                "Besteht die Vorlesung aus stehenden Folien, lassen Sie alles, wie es ist.",
                "Wenn nicht, stellen Sie die Bildrate beim Export auf 25 oder 30 Bilder pro Sekunde und exportieren Sie noch einmal aus dem "
                    + "Schnittprojekt.",
                "Hat schon die Aufnahme nicht mehr Bilder, stellen Sie das Aufnahmeprogramm vor der nächsten Vorlesung auf 25 oder 30; eine fertige "
                    + "Datei gewinnt keine hinzu.",
            ])
    }

    private static func frameRateVariable(_ at: Circumstances) -> Words {
        let spread = at.fact("shortest").flatMap { shortest in
            at.fact("longest").map { " (zwischen zwei Bildern vergehen \(milliseconds(shortest)) bis \(milliseconds($0)))" }
        }
        return Words(
            title(at, "Die Bilder kommen", "in ungleichmäßigem Takt"),
            why:
                "Bewegungen ruckeln\(spread ?? ""), und viele Schnittprogramme und Plattformen lassen Bild und Stimme auseinanderlaufen, wenn sie "
                + "eine solche Datei verarbeiten.",
            steps: [
                "Kommt die Datei als Nächstes in ein Schnittprogramm, bringen Sie sie vorher auf einen gleichmäßigen Takt.",
                "Wählen Sie im Aufnahmeprogramm oder beim Export eine konstante Bildrate (CFR) statt einer variablen (VFR).",
                "Ruckelt es \(there(at)) weiterhin, kam das Aufnahmegerät nicht nach: Schließen Sie vor der nächsten Vorlesung andere Programme.",
            ])
    }

    private static func timestampsGap(_ at: Circumstances) -> Words {
        let back = at.fact("back") ?? 0
        let holes = at.fact("holes") ?? 0
        let longest = at.measured.map { " von bis zu \(numbers.length($0))" } ?? ""
        let title: String
        if holes == 0, back > 0 {
            title = "Die Uhr des Bildes läuft rückwärts"
        } else {
            title = holes > 1 ? "An \(numbers.decimal(holes, 0)) Stellen fehlen Bilder" : "Es fehlen Bilder"
        }
        return Words(
            title,
            why: "Die Zeitzählung des Bildes macht \(there(at)) einen Sprung\(longest). Für Studierende bleibt das Bild stehen oder hüpft, manche "
                + "Player brechen dort ab, und im Schnittprogramm können Bild und Stimme auseinandergeraten.",
            steps: [
                "Sehen Sie sich \(passages(at)) im Original an.",
                "Sind die Bilder dort vorhanden, gingen sie beim Export oder beim Übertragen verloren: Exportieren Sie noch einmal.",
                "Fehlen sie auch dort, legen Sie die passende Folie über die Lücke; den Ton behalten Sie.",
                "Wurde die Aufnahme aus mehreren Dateien aneinandergehängt, fügen Sie diese besser im Schnittprogramm zusammen.",
            ])
    }

    private static func durationMismatch(_ at: Circumstances) -> Words {
        let isShort = (at.fact("difference") ?? 0) < 0
        let length = at.measured.map(amount) ?? "ein Stück"
        let isBrief = at.measured.map { $0 < 0.25 } ?? false
        return Words(
            isShort ? "Der Ton endet \(length) vor dem Bild" : "Das Bild endet \(length) vor dem Ton",
            why: isShort
                ? "Vielleicht fehlen die letzten Worte, oder Bild und Ton laufen unterwegs auseinander. Manche Player hören auf, sobald eines von "
                    + "beiden endet."
                : "Studierende hören den Schluss der Vorlesung zu einem stehenden oder schwarzen Bild und halten das Video für defekt.",
            steps: [
                "Sehen Sie sich \(passages(at)) und die Minute davor an und achten Sie darauf, ob die Stimme noch zu den Lippen passt.",
                "Passt sie nicht, liefen die Uhren des Aufnahmegeräts auseinander: Dehnen Sie den Ton im Schnittprogramm auf die Länge des Bildes.",
                isShort
                    ? "Ist der letzte Satz abgeschnitten, exportieren Sie noch einmal aus dem Projekt; fehlt nichts, "
                        + (isBrief
                            ? "lassen Sie es so: Aufnahmegeräte beenden oft eines etwas früher." : "kürzen Sie das Bild bis zum Ende des Tons.")
                    : "Passt sie, legen Sie eine Schlussfolie über den restlichen Ton oder schneiden Sie weg, was nicht gebraucht wird.",
            ])
    }

    private static func startOffset(_ at: Circumstances) -> Words {
        let offset = at.offset
        let amount = amount(abs(offset))
        return Words(
            offset == 0 ? "Ton und Bild beginnen nicht gleichzeitig" : "Der Ton beginnt \(amount) \(offset < 0 ? "vor" : "nach") dem Bild",
            why: "Was nicht gleichzeitig beginnt, bleibt oft bis zum Schluss gegeneinander verschoben: Die Stimme passt nicht zu den Lippen. Ab etwa "
                + "\(offset < 0 ? "40" : "60") Millisekunden fällt das auf, und wer von den Lippen abliest, verliert den Faden.",
            steps: [
                "Sehen Sie jemandem beim Sprechen zu oder achten Sie auf ein Klicken, das zu sehen und zu hören ist: Daran merken Sie, ob Bild und "
                    + "Ton zusammenpassen.",
                offset == 0
                    ? "Passen sie nicht zusammen, verschieben Sie den Ton im Schnittprogramm und sehen Sie noch einmal nach."
                    : "Passen sie nicht zusammen, verschieben Sie den Ton um \(amount), im Schnittprogramm"
                        + "\(at.hasCommand ? " oder mit dem Befehl" : ""), und sehen Sie noch einmal nach.",
                "Passen sie zusammen, ist nichts zu tun: Das Aufnahmegerät hat eines von beiden nur etwas \(offset < 0 ? "zu früh" : "zu spät") "
                    + "gestartet.",
            ])
    }

    private static func amount(_ seconds: Double) -> String {
        seconds < 1 ? milliseconds(seconds) : numbers.length(seconds)
    }

    private static func milliseconds(_ seconds: Double) -> String {
        "\(numbers.decimal(seconds * 1000, 0)) ms"
    }
}
