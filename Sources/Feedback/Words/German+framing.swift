import ReviewModel

/// How the camera was held, and how much of the frame the picture fills.
extension German {
    static let framing: [FindingCode: Sentence] = [.videoShaky: shaky, .videoLetterboxed: letterboxed]

    private static func shaky(_ at: Circumstances) -> Words {
        Words(
            title(at, "Die Kamera wackelt"),
            why:
                "Ein zitterndes Bild ermüdet die Augen, manchen wird davon schwindlig, und was an der Tafel oder auf einem Bildschirm steht, ist "
                + "schwer zu lesen.",
            steps: [
                "Sehen Sie sich \(passages(at)) an.",
                "Wenden Sie im Schnittprogramm die „Stabilisierung“ darauf an (englisch „stabilize“); an den Rändern geht dabei ein wenig verloren.",
                "Stellen Sie die Kamera bei der nächsten Aufnahme auf ein Stativ oder einen Stapel Bücher, auf einen Tisch, an den sich niemand "
                    + "lehnt.",
            ])
    }

    private static func letterboxed(_ at: Circumstances) -> Words {
        let parts = [(at.bars.height, "Bildhöhe"), (at.bars.width, "Bildbreite")].filter { $0.0 >= 0.005 }
            .map { "\(numbers.percent($0.0)) der \($0.1)" }
        return Words(
            "Schwarze Balken nehmen \(parts.isEmpty ? "einen Teil des Bildes" : parts.joined(separator: " und ")) ein",
            why: "Die Balken gehören zum Video, also bleiben sie auch auf einem Bildschirm mit passendem Format. Was Studierende sehen sollen, ist "
                + "kleiner als nötig, und kleine Schrift ist schwerer zu lesen.",
            steps: [
                "Geben Sie dem Projekt im Schnittprogramm das Seitenverhältnis der Aufnahme (meist 16:9) und vergrößern Sie das Bild, bis es den "
                    + "Rahmen füllt.",
                "Kommen die Balken vom Aufnahmeprogramm, wählen Sie dort eine Bildgröße, die das Format der Kamera oder des Bildschirms hat.",
                "Auch ohne das Projekt lassen sich die Balken abschneiden; der Player zeigt das Bild dann so groß, wie er kann.",
            ])
    }
}
