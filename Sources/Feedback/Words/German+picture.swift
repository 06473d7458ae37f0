import ReviewModel

/// The picture.
extension German {
    static let picture: [FindingCode: Sentence] = [
        .videoMissing: videoMissing, .videoResolutionLow: resolutionLow, .videoBlack: black, .videoFrozen: frozen,
        .videoStaticLong: staticLong,
    ]

    private static func videoMissing(_ at: Circumstances) -> Words {
        Words(
            "Die Aufnahme hat kein Bild",
            why: "Die Datei enthält nur Ton. Studierende sehen einen leeren Player, und nichts von dem, was gezeigt wurde, erreicht sie.",
            steps: [
                "Öffnen Sie die Vorlesung im Aufnahme- oder Schnittprogramm und prüfen Sie, ob die Bildspur vorhanden und eingeschaltet ist.",
                "Exportieren Sie noch einmal, mit Bild (H.264) und Ton (AAC).",
                "Soll es eine reine Tonaufnahme sein, veröffentlichen Sie sie als Podcast oder legen Sie eine Titelfolie darüber.",
            ])
    }

    private static func resolutionLow(_ at: Circumstances) -> Words {
        let width = at.fact("width") ?? (at.media?.video?.width).map(Double.init)
        let height = at.fact("height") ?? (at.media?.video?.height).map(Double.init)
        let size = width.flatMap { width in height.map { "\(Printed.plain(width, 0))×\(Printed.plain($0, 0)) Pixel" } }
        let least = "\(Printed.plain(at.rubric[.minimumWidth], 0))×\(Printed.plain(at.rubric[.minimumHeight], 0))"
        return Words(
            "Das Bild ist klein: \(size ?? "weniger als \(least) Pixel")",
            why: "Auf die volle Bildschirmgröße gezogen, wird es unscharf; kleine Schrift, Programmcode und Formeln lassen sich nicht lesen.",
            steps: [
                "Wählen Sie beim Export 1920×1080, mindestens aber \(least), und exportieren Sie noch einmal aus dem Schnittprojekt.",
                "Die fertige Datei zu vergrößern hilft nicht: Die Einzelheiten sind nicht mehr darin.",
                "Ist schon die Aufnahme so klein, stellen Sie das Aufnahmeprogramm vor der nächsten Vorlesung auf 1920×1080.",
            ])
    }

    private static func black(_ at: Circumstances) -> Words {
        let one = at.ranges.count == 1
        return Words(
            title(at, "Das Bild ist", "schwarz"),
            why: "Studierende sehen nichts und halten das Video für defekt; was währenddessen erklärt wird, geht an ihnen vorbei.",
            steps: [
                "Sehen Sie sich \(passages(at)) an.",
                "Wird dort etwas gesagt, behalten Sie den Ton und legen Sie die passende Folie über das Schwarz.",
                "Wenn nicht, schneiden Sie \(one ? passages(at) : "diese Stellen") heraus.",
            ])
    }

    private static func staticLong(_ at: Circumstances) -> Words {
        let count = at.ranges.count
        let longest = at.measured.map(numbers.length)
        let title: String
        if count < 2 {
            title = "Eine Folie steht \(longest.map { "\($0) lang" } ?? "minutenlang") still"
        } else {
            title = "\(count) Folien stehen minutenlang still" + (longest.map { ", die längste \($0)" } ?? "")
        }
        let limit = numbers.length(at.threshold ?? at.rubric[.staticDuration])
        return Words(
            title,
            why: "Nichts auf dem Bildschirm zeigt, wo der Vortrag gerade ist. Studierende schweifen ab, oder sie sehen weg und verpassen die nächste "
                + "Folie. Spätestens nach etwa \(limit) sollte sich etwas ändern.",
            steps: [
                "Sehen Sie sich \(passages(at)) an und notieren Sie, wo der Vortrag zu einem neuen Gedanken übergeht.",
                "Lassen Sie dort jeweils eine neue Folie, ein Bild oder einen Stichpunkt erscheinen; der Ton kann bleiben, wie er ist.",
                "Teilen Sie eine solche Folie beim nächsten Mal auf mehrere auf oder zeigen Sie auf das, wovon gerade die Rede ist.",
            ])
    }

    private static func frozen(_ at: Circumstances) -> Words {
        let part = at.part.map { " auf \(numbers.percent($0)) der Bildfläche" } ?? ""
        return Words(
            title(at, "Ein bewegtes Bild steht", "still, während der Ton weiterläuft"),
            why: "Kamera oder Clip bleiben\(part) stehen, obwohl der Vortrag weitergeht. Studierende vermuten eine gestörte Verbindung und laden die "
                + "Seite neu, und was währenddessen gezeigt wurde, fehlt.",
            steps: [
                "Sehen Sie sich \(passages(at)) im Original an.",
                "Bewegt sich das Bild dort, ging die Bewegung beim Export verloren: Exportieren Sie noch einmal.",
                "Steht es auch dort, decken Sie es mit der Folie ab, um die es gerade geht, oder blenden Sie die Kamera aus; den Ton behalten Sie.",
            ])
    }
}
