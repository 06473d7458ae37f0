import ReviewModel

/// Noise, hum and telephone sound.
extension German {
    static let noise: [FindingCode: Sentence] = [.audioNoise: noisy, .audioHum: hum, .audioBandwidthNarrow: narrow]

    private static func noisy(_ at: Circumstances) -> Words {
        let limit = at.threshold ?? at.rubric[.noiseRatio]
        let ratio = at.measured.map { "nur \(numbers.decimal($0, 0)) dB" } ?? "kaum"
        return Words(
            title(at, "Hintergrundgeräusche verdecken", "die Stimme"),
            why:
                "Die Stimme ist \(ratio) lauter als das Geräusch zwischen den Wörtern; ab \(numbers.decimal(limit, 0)) dB lässt sich gut folgen. "
                + "Geräusche machen das Zuhören anstrengend, vor allem für alle, die schlecht hören oder in einer Fremdsprache lernen, und sie "
                + "verschlechtern die Untertitel.",
            steps: [
                "Hören Sie sich \(passages(at)) mit Kopfhörern an und finden Sie heraus, was es ist: ein Lüfter, Verkehr, andere Menschen.",
                "Wenden Sie im Schnittprogramm die „Rauschminderung“ darauf an (englisch „noise reduction“), mit milder Stärke: Ein wenig Rauschen, "
                    + "das bleibt, klingt besser als eine Stimme wie unter Wasser.",
                "Sind Wörter dann noch immer schwer zu verstehen, nehmen Sie diesen Teil noch einmal auf.",
                "Rücken Sie das Mikrofon vor der nächsten Aufnahme auf eine Handbreit an den Mund heran, schließen Sie das Fenster und schalten Sie "
                    + "aus, was surrt.",
            ])
    }

    private static func hum(_ at: Circumstances) -> Words {
        let mains = numbers.decimal(at.mains, 0)
        return Words(
            title(at, "Netzbrummen ist", "zu hören", whole: "durchgehend"),
            why:
                "Ein tiefer, gleichmäßiger Ton bei \(mains) Hz und seinen Vielfachen kommt aus der Stromversorgung. Mit Kopfhörern ermüdet er, und "
                + "viele halten ihn für einen Fehler der eigenen Geräte.",
            steps: [
                "Hören Sie sich \(passages(at)) mit Kopfhörern an.",
                "Wenden Sie im Schnittprogramm den Effekt „De-Hum“ (oder „Brummen entfernen“) auf die Tonspur an, eingestellt auf \(mains) Hz.",
                "Nehmen Sie das nächste Mal mit dem Laptop im Akkubetrieb auf oder schließen Sie das Mikrofon an einer anderen Steckdose oder mit "
                    + "einem anderen Kabel an: Das Brummen gelangt durch ein schlechtes Kabel oder einen zweiten Stecker aus dem Stromnetz in den "
                    + "Ton.",
            ])
    }

    private static func narrow(_ at: Circumstances) -> Words {
        Words(
            title(at, "Die Stimme klingt", "wie am Telefon"),
            why:
                "Über 4000 Hz ist nichts zu hören, und gerade dort unterscheiden sich Laute wie s, f und sch. Wer schlecht hört oder in einer "
                + "Fremdsprache lernt, verwechselt Wörter, und den Untertiteln geht es ebenso.",
            steps: [
                "Prüfen Sie, ob die Originalaufnahme besser klingt; wenn ja, exportieren Sie daraus noch einmal, mit Ton bei 48 kHz.",
                "Was verloren ist, lässt sich nicht zurückholen: Klingt das Original genauso, nehmen Sie \(passages(at)) noch einmal auf oder "
                    + "lassen Sie es dabei, wenn es die Stimme aus einem Anruf ist.",
                "Nehmen Sie das nächste Mal ein Mikrofon mit Kabel: Ein Bluetooth-Headset fällt auf Telefonklang zurück, solange es aufnimmt.",
            ])
    }
}
