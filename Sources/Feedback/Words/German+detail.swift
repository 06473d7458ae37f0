import ReviewModel

/// The picture's fineness: focus, compression, noise and fields.
extension German {
    static let detail: [FindingCode: Sentence] = [
        .videoBlurred: blurred, .videoBlocky: blocky, .videoNoisy: noisy, .videoInterlaced: interlaced,
    ]

    private static func blurred(_ at: Circumstances) -> Words {
        let width = at.fact("width").map { ": Selbst die schärfsten Kanten sind \(numbers.decimal($0, 1)) Pixel breit" } ?? ""
        return Words(
            title(at, "Das Kamerabild ist", "unscharf"),
            why: "Nichts im Bild ist scharf\(width). Studierende können nicht lesen, was gezeigt wird, und keinem Gesicht folgen, und der Versuch "
                + "ermüdet die Augen.",
            steps: [
                "Sehen Sie sich \(passages(at)) als Vollbild an.",
                "Zeigen die Folien oder eine andere Kamera dasselbe, nehmen Sie diese für die betroffenen Stellen und behalten Sie den Ton.",
                "War wichtig, was gezeigt wurde, und gibt es nichts anderes, nehmen Sie diesen Teil noch einmal auf; was dem Objektiv entgangen "
                    + "ist, bringt keine Software zurück.",
                "Stellen Sie die Kamera vor der nächsten Aufnahme von Hand auf die Stelle scharf, an der Sie stehen, und schalten Sie den Autofokus "
                    + "aus.",
            ])
    }

    private static func blocky(_ at: Circumstances) -> Words {
        Words(
            title(at, "Das Bild zerfällt", "in kleine Quadrate"),
            why: "Für das, was es zeigt, wurde das Video mit zu wenig Daten gespeichert; deshalb tritt jedes kleine Quadrat einzeln hervor. "
                + "Gesichter, Handschrift und kleine Schrift lösen sich auf.",
            steps: [
                "Sehen Sie sich \(passages(at)) im Original an.",
                "Ist es dort sauber, exportieren Sie noch einmal in höherer Qualität: mit einer Bitrate von 5 bis 8 Mbit/s für 1920×1080 oder mit "
                    + "der Einstellung „hohe Qualität“.",
                "Zeigt auch das Original die Quadrate, war die Aufnahme oder die Videokonferenz zu niedrig eingestellt: Nehmen Sie die eigene Datei "
                    + "des Aufnahmeprogramms statt der aus der Konferenz und stellen Sie vor der nächsten Vorlesung eine höhere Qualität ein.",
                "Ein neuer Export aus der Datei, die hier geprüft wurde, hilft nicht: Die Einzelheiten sind nicht mehr darin.",
            ])
    }

    private static func noisy(_ at: Circumstances) -> Words {
        Words(
            title(at, "Das Kamerabild rauscht"),
            why:
                "In einem zu dunklen Raum erhöht die Kamera ihre Empfindlichkeit, und jede Fläche flimmert vor feinen Pünktchen. Das lenkt ab, und "
                + "es macht die Datei größer oder das Bild gröber.",
            steps: [
                "Wenden Sie im Schnittprogramm auf \(passages(at)) die „Rauschreduzierung“ für Bilder an (englisch „denoise“), mit geringer Stärke.",
                "Sorgen Sie vor der nächsten Aufnahme für mehr Licht auf der Person, die spricht: Eine Lampe neben der Kamera bewirkt mehr als jede "
                    + "Einstellung.",
                "Wenn die Kamera es zulässt, stellen Sie ihre Empfindlichkeit (ISO oder „Gain“) fest auf einen niedrigen Wert.",
            ])
    }

    private static func interlaced(_ at: Circumstances) -> Words {
        Words(
            title(at, "Was sich bewegt, hat", "gezackte Ränder"),
            why:
                "Das Video besteht aus Halbbildern (englisch „interlaced“), wie früher beim Fernsehen: Jedes Bild enthält zwei Augenblicke, Zeile "
                + "für Zeile im Wechsel. Auf Computern und Handys bekommen bewegte Hände und Gesichter feine waagerechte Zähne.",
            steps: [
                "Sehen Sie sich \(passages(at)) dort an, wo sich etwas bewegt.",
                "Schalten Sie im Schnittprogramm für diesen Clip das „Deinterlacing“ ein und exportieren Sie noch einmal mit Vollbildern "
                    + "(„progressiv“).",
                "Stellen Sie die Kamera vor der nächsten Aufnahme auf Vollbilder: Der Name der Einstellung endet dann auf „p“, etwa 1080p, nicht "
                    + "auf „i“.",
            ])
    }
}
