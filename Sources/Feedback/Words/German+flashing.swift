import ReviewModel

/// Flashes.
extension German {
    static let flashing: [FindingCode: Sentence] = [.videoFlashing: flashes]

    private static func flashes(_ at: Circumstances) -> Words {
        let rate = at.measured.map { " bis zu \(numbers.short($0))-mal pro Sekunde" } ?? ""
        let area = at.fact("area").flatMap { $0 > 0 ? " auf \(numbers.percent($0)) seiner Fläche" : nil } ?? ""
        return Words(
            title(at, "Das Bild blitzt", at.fact("red") == 1 ? "rot" : ""),
            why: "Blitze können bei Menschen mit fotosensibler Epilepsie Anfälle auslösen; viele Betroffene wissen nichts davon. Das Bild "
                + "blitzt\(rate)\(area); der Standard für barrierefreie Webinhalte (WCAG 2.2, Erfolgskriterium 2.3.1) erlaubt höchstens drei Blitze "
                + "pro Sekunde, und weniger, wenn sie sekundenlang anhalten.",
            steps: [
                "Veröffentlichen Sie das Video erst, wenn das behoben ist. Falls Sie selbst empfindlich auf Blitze reagieren, bitten Sie jemand "
                    + "anderen, nachzusehen.",
                "Schneiden Sie \(passages(at)) heraus; oder behalten Sie den Ton und legen Sie ein Standbild darüber.",
                "Müssen Studierende es sehen, verlangsamen Sie es auf weniger als zwei Blitze pro Sekunde oder zeigen Sie es auf weniger als einem "
                    + "Viertel des Bildes.",
                "Eine Warnung vorab ist freundlich, macht das Video aber nicht sicher.",
            ])
    }
}
