import ReviewModel

/// The talk.
extension German {
    static let speech: [FindingCode: Sentence] = [
        .speechMissing: speechMissing, .speechPauseLong: pauseLong, .speechPaceFast: paceFast, .speechPaceSlow: paceSlow,
        .speechFillers: fillers,
    ]

    private static func speechMissing(_ at: Circumstances) -> Words {
        Words(
            "Es gibt Ton, aber darin wurde keine Sprache gefunden",
            why: "Gehört hier ein Vortrag hin, hören Studierende stattdessen Geräusche oder Musik, und Untertitel lassen sich nicht erstellen.",
            steps: [
                "Hören Sie eine Minute hinein. Fehlt die Stimme, wählen Sie im Schnittprogramm die Spur des Mikrofons und exportieren Sie noch "
                    + "einmal.",
                "Ist die Stimme da, aber schwach oder verrauscht, beheben Sie zuerst die Befunde zum Ton und lassen Sie die Vorlesung dann noch "
                    + "einmal prüfen.",
                "Ist gar kein Vortrag vorgesehen (eine Vorführung, Musik), ist nichts zu tun.",
            ])
    }

    private static func pauseLong(_ at: Circumstances) -> Words {
        let one = at.ranges.count == 1
        return Words(
            title(at, "Es wird", "nichts gesagt\(at.hasPicture ? ", und nichts bewegt sich" : "")"),
            why: "Studierende fragen sich, ob die Aufnahme stehen geblieben ist, und springen weiter; dabei verpassen sie, was danach kommt.",
            steps: [
                "\(at.hasPicture ? "Sehen" : "Hören") Sie sich \(passages(at)) an.",
                "Kürzen Sie \(one ? "die Stelle" : "diese Stellen") auf ein bis zwei Sekunden, es sei denn, die Pause ist zum Nachdenken da.",
                "Ist sie zum Nachdenken da, sagen Sie das vorher („Halten Sie hier an und versuchen Sie es selbst“)"
                    + "\(at.hasPicture ? " oder zeigen Sie es auf der Folie" : "").",
            ])
    }

    private static func paceFast(_ at: Circumstances) -> Words {
        let limit = numbers.decimal(at.threshold ?? at.rubric[.paceFast], 0)
        return Words(
            "Das Sprechtempo ist hoch" + (at.measured.map { ": \(numbers.decimal($0, 0)) Wörter pro Minute" } ?? ""),
            why: "Bei mehr als etwa \(limit) Wörtern pro Minute kommt nicht mehr mit, wer mitschreibt oder in einer Fremdsprache zuhört.",
            steps: [
                "Neu aufnehmen müssen Sie nicht: Am meisten helfen Untertitel und der Hinweis, dass sich die Aufnahme auch langsamer abspielen lässt.",
                "Kommt es auf \(passages(at)) besonders an, lassen Sie dort nach jedem Hauptpunkt die Folie zwei oder drei Sekunden stehen.",
                "Halten Sie in der nächsten Vorlesung nach jedem neuen Gedanken einen Atemzug lang inne.",
            ])
    }

    private static func paceSlow(_ at: Circumstances) -> Words {
        let limit = numbers.decimal(at.threshold ?? at.rubric[.paceSlow], 0)
        return Words(
            "Das Sprechtempo ist niedrig" + (at.measured.map { ": \(numbers.decimal($0, 0)) Wörter pro Minute" } ?? ""),
            why:
                "Bei weniger als etwa \(limit) Wörtern pro Minute lässt die Aufmerksamkeit nach, und Studierende spielen schneller ab oder springen "
                + "weiter.",
            steps: [
                "Neu aufnehmen müssen Sie nicht: Studierende können die Aufnahme schneller abspielen.",
                "Liegt es an langen Pausen, kürzen Sie diese \(there(at)).",
                "Behalten Sie in der nächsten Vorlesung die Stichwörter der Folie im Blick, dann liegt der nächste Satz bereit.",
            ])
    }

    private static func fillers(_ at: Circumstances) -> Words {
        let rate = at.measured.map { ": mindestens \(numbers.decimal($0, 1)) auf hundert Wörter" } ?? ""
        let most = at.finding.note.map { " Am häufigsten: \(Printed.oneLine($0))." } ?? ""
        return Words(
            "Viele Füllwörter\(rate)",
            why:
                "Füllwörter wie „äh“ lenken vom Inhalt ab und machen Untertitel länger.\(most) Es können mehr sein, als gezählt wurden: Die "
                + "Spracherkennung lässt manche weg.",
            steps: [
                "Neu aufnehmen müssen Sie nicht.",
                "Lassen Sie in der nächsten Vorlesung eine stille Pause, wo das Füllwort käme; das klingt ruhig, und Studierende nutzen sie zum "
                    + "Nachdenken.",
            ])
    }
}
