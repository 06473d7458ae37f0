import ReviewModel

/// The file as a whole.
extension German {
    static let container: [FindingCode: Sentence] = [
        .containerUnreadable: unreadable, .containerTruncated: truncated, .containerCorrupt: corrupt, .containerSlowStart: slowStart,
        .videoAspectPortrait: portrait,
    ]

    private static func unreadable(_ at: Circumstances) -> Words {
        let note = at.finding.note.map { translated(Printed.oneLine($0)) }
        return Words(
            "Die Datei lässt sich nicht als Video öffnen",
            why: "Kein Player kann diese Datei abspielen; statt der Vorlesung sähen Studierende eine Fehlermeldung."
                + (note.map { " Technische Einzelheit: \(Printed.sentence($0))" } ?? ""),
            steps: [
                "Spielen Sie die Datei auf Ihrem eigenen Rechner ab, vom Anfang bis zum Ende.",
                "Läuft sie dort, wurde sie beim Hochladen beschädigt: Laden Sie sie noch einmal hoch.",
                "Läuft sie auch dort nicht, exportieren Sie die Vorlesung noch einmal aus dem Aufnahme- oder Schnittprogramm, als MP4 mit H.264 für "
                    + "das Bild und AAC für den Ton.",
            ])
    }

    private static func truncated(_ at: Circumstances) -> Words {
        var title = "Die Aufnahme bricht vor ihrem Ende ab"
        var detail = "Das Ende der Datei fehlt."
        if let declared = at.fact("declared"), let decoded = at.fact("decoded"), declared > decoded {
            title = "Am Ende der Aufnahme fehlen \(numbers.length(declared - decoded))"
            detail = "Laut Datei endet die Aufnahme bei \(numbers.clock(declared)), abspielen lässt sie sich aber nur bis \(numbers.clock(decoded))."
        }
        return Words(
            title, why: "\(detail) Studierenden entgeht der Schluss der Vorlesung, und manche Player brechen mit einer Fehlermeldung ab.",
            steps: [
                "Spielen Sie auf Ihrem eigenen Rechner das Ende der Datei ab.",
                "Ist der Schluss dort vorhanden, brach das Hochladen zu früh ab: Laden Sie die Datei noch einmal hoch.",
                "Fehlt er auch dort, exportieren Sie die Vorlesung noch einmal und kopieren Sie die Datei erst, wenn der Export fertig ist.",
            ])
    }

    private static func corrupt(_ at: Circumstances) -> Words {
        let packets = at.fact("packets").map { count in
            count == 1 ? " (ein beschädigtes Datenpaket)" : " (\(numbers.decimal(count, 0)) beschädigte Datenpakete)"
        }
        let effect = at.hasPicture ? "zerfällt das Bild in Blöcke oder der Ton setzt aus" : "setzt der Ton aus"
        let count = at.ranges.count
        return Words(
            count == 0 ? "Teile der Datei sind beschädigt" : "Die Datei ist an \(count == 1 ? "einer Stelle" : "\(count) Stellen") beschädigt",
            why: "Wo Daten beschädigt sind\(packets ?? ""), \(effect), und manche Player bleiben dort ganz stehen.",
            steps: [
                "Spielen Sie in Ihrer eigenen Kopie \(passages(at)) ab.",
                "Läuft die Kopie dort sauber, wurde die Datei beim Hochladen beschädigt: Laden Sie sie noch einmal hoch.",
                "Ist auch die Kopie beschädigt, exportieren Sie die Vorlesung noch einmal; ist es schon das Material im Schnittprogramm, nehmen Sie "
                    + "die Originaldatei des Aufnahmegeräts.",
            ])
    }

    private static func slowStart(_ at: Circumstances) -> Words {
        Words(
            "Bei langsamer Verbindung startet \(at.hasPicture ? "das Video" : "die Aufnahme") verzögert",
            why: "Der Index der Datei, ihr Inhaltsverzeichnis, steht ganz am Ende. Ein Browser muss erst diesen holen, mancher sogar die ganze "
                + "Datei, bevor Studierende etwas \(at.hasPicture ? "sehen" : "hören").",
            steps: [
                "Schalten Sie beim Export „Schnellstart“ ein (oft „fast start“ oder „für das Web optimiert“ genannt).",
                "Auch ohne neuen Export lässt sich der Index in Sekunden an den Anfang setzen; "
                    + "\(at.hasPicture ? "Bild und Ton bleiben, wie sie sind" : "der Ton bleibt, wie er ist").",
            ])
    }

    private static func portrait(_ at: Circumstances) -> Words {
        let size = at.fact("width").flatMap { width in at.fact("height").map { " (\(Printed.plain(width, 0))×\(Printed.plain($0, 0)) Pixel)" } }
        return Words(
            "Das Bild ist höher als breit" + (size ?? ""),
            why:
                "Auf einem Computerbildschirm füllt es nur einen schmalen Streifen zwischen zwei schwarzen Flächen; Folien, Programmcode und "
                + "Gesichter werden klein.",
            steps: [
                "Wurde das Handy versehentlich hochkant gehalten und liegt das Bild auf der Seite, drehen Sie es im Schnittprogramm und exportieren "
                    + "Sie noch einmal.",
                "Gibt es ein Original im Querformat, exportieren Sie daraus noch einmal, mit 1920×1080 Pixeln.",
                "Halten Sie das Handy bei der nächsten Aufnahme quer.",
                "Ist das Video nur für Handys gedacht, lassen Sie es, wie es ist.",
            ])
    }
}
