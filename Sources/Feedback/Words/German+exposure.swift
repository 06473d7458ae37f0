import ReviewModel

/// How bright the camera's picture is.
extension German {
    static let exposure: [FindingCode: Sentence] = [
        .videoUnderexposed: tooDark, .videoOverexposed: burntOut, .videoContrastLow: washedOut,
    ]

    private static func tooDark(_ at: Circumstances) -> Words {
        Words(
            title(at, "Das Kamerabild ist", "zu dunkel"),
            why:
                "Gesicht und Hände der sprechenden Person sind nicht zu erkennen, und auch nicht, was gezeigt wird; auf dem Handy bei Tageslicht "
                + "sehen Studierende so gut wie nichts.",
            steps: [
                "Sehen Sie sich \(passages(at)) an.",
                "Hellen Sie diesen Teil im Schnittprogramm auf („Belichtung“ oder „Gamma“), bis Gesichter natürlich aussehen; etwas Körnung wird "
                    + "dabei sichtbar.",
                "Stellen Sie vor der nächsten Aufnahme eine Lampe vor die sprechende Person und lassen Sie weder Fenster noch Beamer von hinten in "
                    + "die Kamera leuchten.",
            ])
    }

    private static func burntOut(_ at: Circumstances) -> Words {
        Words(
            title(at, "Das Kamerabild ist", "überbelichtet"),
            why: "Wo das Bild rein weiß ist, lässt sich nichts mehr erkennen: Gesichter verlieren ihre Züge, und der Tafelanschrieb verschwindet.",
            steps: [
                "Sehen Sie sich \(passages(at)) an.",
                "Dunkeln Sie diesen Teil im Schnittprogramm ab („Belichtung“ oder „Lichter“). Was rein weiß bleibt, wurde nie aufgezeichnet.",
                "Ist Wichtiges verloren, decken Sie diesen Teil mit der Folie ab, um die es gerade geht; den Ton behalten Sie.",
                "Verringern Sie vor der nächsten Aufnahme die Belichtung der Kamera oder stellen Sie sie nach dem Gesicht ein und lassen Sie sie "
                    + "dann fest.",
            ])
    }

    private static func washedOut(_ at: Circumstances) -> Words {
        Words(
            title(at, "Das Kamerabild ist", "flau"),
            why: "Nichts darin ist wirklich dunkel oder wirklich hell. Es wirkt wie im Nebel: Gesichter und alles, was gezeigt wird, sind schwer zu "
                + "erkennen, besonders über einen Beamer oder mit schwachen Augen.",
            steps: [
                "Sehen Sie sich \(passages(at)) an.",
                "Erhöhen Sie im Schnittprogramm den Kontrast dieses Teils („Kontrast“ oder „Tonwerte“), bis die dunkelsten Stellen fast schwarz "
                    + "sind.",
                "Putzen Sie vor der nächsten Aufnahme das Objektiv und achten Sie darauf, dass kein Licht direkt hineinfällt.",
            ])
    }
}
