import ReviewModel

/// The sides of the sound, and what one small speaker makes of them.
extension German {
    static let channels: [FindingCode: Sentence] = [
        .audioChannelImbalance: imbalance, .audioPhaseInverted: phase, .audioPhoneInaudible: phone, .audioDCOffset: offset,
    ]

    private static func imbalance(_ at: Circumstances) -> Words {
        let place = at.total == nil ? "" : " \(there(at))"
        let by = at.weakness.map { " \(numbers.decimal($0, 0)) dB" } ?? ""
        return Words(
            at.side.map { "Die \(name($0)) Seite ist viel leiser als die \(name($0.other))" } ?? "Eine Seite ist viel leiser als die andere",
            why: "Eine Seite ist\(place)\(by) leiser: Die Stimme sitzt auf einem Ohr, das ermüdet. \(oneEared) hört vielleicht fast nichts.",
            steps: [evening(at, place)])
    }

    private static func evening(_ at: Circumstances, _ place: String) -> String {
        if at.isSameOnBothSides, let gain = at.weakness {
            return "Heben Sie im Schnittprogramm die \(at.side.map(name) ?? "leisere") Seite\(place) um \(numbers.decimal(gain, 0)) dB an."
        }
        if let side = at.side, at.total != nil {
            return "Markieren Sie im Schnittprogramm die Tonspur\(place) und wählen Sie \(filling(side))."
        }
        let source = at.side.map { name($0.other) } ?? "lautere"
        return "Stellen Sie die Tonspur im Schnittprogramm auf Mono, und zwar aus der \(source)n Seite, auf der gesprochen wird."
    }

    private static func phase(_ at: Circumstances) -> Words {
        Words(
            title(at, "Auf Handys verschwindet", "die Stimme"),
            why:
                "Eine Seite des Tons ist die andere, auf den Kopf gestellt: Wo die eine Welle steigt, fällt die andere. Aus zwei Lautsprechern "
                + "klingt das hohl; aus dem einen Lautsprecher eines Handys oder eines Seminarraums heben sich beide auf, und von der Stimme "
                + "bleibt nichts.",
            steps: [
                "Markieren Sie im Schnittprogramm die rechte Seite der Tonspur \(there(at)) und wählen Sie „Invertieren“ (oder „Phase umkehren“).",
                "Kann das Programm das nicht, stellen Sie die Tonspur auf Mono, und zwar nur aus der linken Seite, nicht aus beiden.",
                "Prüfen Sie vor der nächsten Vorlesung Kabel und Adapter des Mikrofons: In einem davon sind die Adern vertauscht.",
            ])
    }

    private static func phone(_ at: Circumstances) -> Words {
        let softer = at.measured.map { "\(numbers.decimal($0, 0)) dB" } ?? "viel"
        return Words(
            "Auf dem Handy ist kaum etwas zu hören",
            why:
                "Aus dem kleinen Lautsprecher eines Handys klingt der Vortrag \(softer) leiser als aus zwei Lautsprechern oder Kopfhörern: Seine "
                + "beiden Seiten heben sich auf, oder er liegt für einen solchen Lautsprecher zu tief. Viele Studierende sehen Vorlesungen auf "
                + "dem Handy.",
            steps: [
                "Meldet der Bericht auch, dass auf Handys die Stimme verschwindet, beheben Sie das zuerst: Es ist die Ursache.",
                "Wenn nicht, senken Sie im Equalizer des Schnittprogramms die Bässe ab (alles unter 150 Hz) und heben Sie 1 bis 4 kHz um etwa 6 dB "
                    + "an.",
                "Hören Sie vor der Veröffentlichung eine Minute davon auf einem Handy, ohne Kopfhörer.",
            ])
    }

    private static func offset(_ at: Circumstances) -> Words {
        let amount = at.measured.map { "um \(numbers.percent($0)) der vollen Höhe" } ?? "ein Stück"
        return Words(
            "Die Schallwelle liegt neben ihrer Mitte",
            why:
                "Die Welle liegt \(amount) neben der Nulllinie (englisch „DC offset“). Das ist selbst nicht zu hören, nimmt aber lauten Wörtern "
                + "Raum, sodass sie früher verzerren, und wo der Ton geschnitten wird, knackt es.",
            steps: [
                "Wenden Sie im Schnittprogramm „DC-Offset entfernen“ auf die ganze Tonspur an (manchmal „Welle zentrieren“ genannt; ein Hochpass "
                    + "bei 20 Hz leistet dasselbe).",
                "Tun Sie das, bevor Sie schneiden oder die Lautstärke ändern.",
            ])
    }
}
