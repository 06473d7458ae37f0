import ReviewModel

/// The sound, but for its loudness.
extension German {
    static let sound: [FindingCode: Sentence] = [
        .audioMissing: audioMissing, .audioSilent: silent, .audioSilence: silence, .audioTruePeak: truePeak, .audioClipping: clipping,
        .audioChannelDead: channelDead,
    ]

    private static func audioMissing(_ at: Circumstances) -> Words {
        Words(
            "Die Aufnahme hat keine Tonspur",
            why: "Studierende sehen die Folien und hören nichts. Ohne Stimme kann es auch keine Untertitel geben.",
            steps: [
                "Öffnen Sie die Vorlesung im Aufnahme- oder Schnittprogramm und prüfen Sie, ob die Tonspur vorhanden und nicht stummgeschaltet ist.",
                "Ist sie vorhanden, exportieren Sie noch einmal mit Ton (AAC).",
                "Wurde kein Ton aufgenommen, sprechen Sie den Vortrag zu den Folien ein; das Bild kann bleiben.",
            ])
    }

    private static func silent(_ at: Circumstances) -> Words {
        Words(
            "Die Tonspur ist von Anfang bis Ende stumm",
            why: "Studierende hören gar nichts: Die Datei hat zwar eine Tonspur, aber es ist keine Stimme darauf.",
            steps: [
                "Prüfen Sie im Schnittprogramm, ob die Stimme auf einer anderen, stummgeschalteten Spur liegt; wenn ja, exportieren Sie noch einmal "
                    + "mit dieser Spur.",
                "War das Mikrofon aus, sprechen Sie den Vortrag zu den Folien ein; das Bild kann bleiben.",
                "Nehmen Sie vor der nächsten Vorlesung zehn Sekunden zur Probe auf und hören Sie sie an.",
            ])
    }

    private static func silence(_ at: Circumstances) -> Words {
        guard let side = at.side else { return silenceOfBoth(at) }
        return Words(
            title(at, "Auf der \(name(side))n Seite gibt es", "keinen Ton", whole: "in einem Teil der Aufnahme"),
            why: "\(oneEared) bekommt dort nichts vom Vortrag mit.",
            steps: ["Markieren Sie im Schnittprogramm die Tonspur \(there(at)) und wählen Sie \(filling(side))."])
    }

    private static func silenceOfBoth(_ at: Circumstances) -> Words {
        let one = at.ranges.count == 1
        return Words(
            title(at, "Es gibt", "keinen Ton", whole: "in einem Teil der Aufnahme"),
            why: "Studierende glauben, der Player oder ihre Kopfhörer seien ausgefallen, und brechen ab oder springen weiter.",
            steps: [
                "Sehen Sie sich \(passages(at)) an.",
                "Gehört dort eine Stimme hin, setzen Sie sie aus der Originalaufnahme wieder ein oder nehmen Sie diese Sätze noch einmal auf.",
                "Wenn nicht und wenn auch nichts Sehenswertes geschieht, schneiden Sie \(one ? passages(at) : "diese Stellen") heraus.",
            ])
    }

    private static func truePeak(_ at: Circumstances) -> Words {
        let limit = at.peakLimit
        let peak = at.measured.map { " von \(numbers.decimal($0, 1)) dBTP" } ?? ""
        return Words(
            "Die lautesten Momente können kratzen",
            why: "Eine Spitze\(peak) liegt über der Grenze von \(numbers.decimal(limit, 1)) dBTP („True Peak“: wie hoch die Schallwelle wirklich "
                + "ausschlägt; mehr als 0 kann kein Player wiedergeben). Auf Handys und kleinen Lautsprechern kratzen solche Momente.",
            steps: [
                "Legen Sie im Schnittprogramm einen Limiter auf die Tonspur, bei \(numbers.decimal(limit - 1, 1)) dB.",
                "Er greift nur bei den lautesten Momenten ein; der Vortrag klingt wie zuvor.",
            ])
    }

    private static func clipping(_ at: Circumstances) -> Words {
        let samples = at.fact("samples").map { " \(numbers.decimal($0, 0))-mal" } ?? ""
        return Words(
            title(at, "Der Ton ist", "übersteuert"),
            why: "Der Ton kam lauter an, als das Aufnahmegerät fassen kann; dabei wurde seine Welle\(samples) flach abgeschnitten. Das klingt rau, "
                + "strengt beim Zuhören an und macht Wörter schwerer verständlich, vor allem mit Kopfhörern oder Hörgerät.",
            steps: [
                "Hören Sie sich \(passages(at)) mit Kopfhörern an.",
                "Klingt es rau, wenden Sie im Schnittprogramm den Effekt „De-Clip“ (oder „Clipping reparieren“) darauf an.",
                "Klingt es danach noch immer rau und kommt es auf den Satz an, nehmen Sie ihn noch einmal auf.",
                "Drehen Sie das Mikrofon vor der nächsten Aufnahme so weit herunter, dass laute Wörter in der Pegelanzeige unter −6 dB bleiben.",
            ])
    }

    private static func channelDead(_ at: Circumstances) -> Words {
        let place = at.partsOfDeadSide.isEmpty ? "" : " " + there(at)
        let filled = at.side.map { side in
            place.isEmpty
                ? "Markieren Sie im Schnittprogramm die Tonspur und wählen Sie \(filling(side)) oder stellen Sie die Spur auf Mono."
                : "Markieren Sie im Schnittprogramm die Tonspur\(place) und wählen Sie \(filling(side))."
        }
        return Words(
            at.side.map { "Die \(name($0)) Seite hat keinen Ton" } ?? "Eine Seite hat keinen Ton",
            why: "\(oneEared) bekommt\(place) nichts vom Vortrag mit.",
            steps: [
                filled ?? "Stellen Sie die Tonspur im Schnittprogramm auf Mono, und zwar aus der Seite, auf der gesprochen wird.",
                "Lassen Sie die Vorlesung noch einmal prüfen, bevor Sie an der Lautstärke etwas ändern: Auf beiden Seiten ist der Vortrag etwa 3 dB "
                    + "lauter.",
            ])
    }
}
