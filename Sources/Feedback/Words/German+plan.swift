import ReviewModel

/// The plan, those who listen, and what has changed.
extension German {
    func action(_ item: Report.Plan.Item) -> String {
        let place = Self.place(item.ranges)
        let what =
            switch item.action {
            case .reExport: "Neu exportieren"
            case .edit where item.gain != nil:
                "Den Ton um \(numbers.decimal(abs(item.gain ?? 0), 0)) dB \((item.gain ?? 0) > 0 ? "lauter" : "leiser") machen"
            case .edit: place.map { "\($0) bearbeiten" } ?? "Die ganze Aufnahme bearbeiten"
            case .reRecord: place.map { "\($0) neu aufnehmen" } ?? "Neu aufnehmen"
            case .ignore: "So lassen"
            }
        return item.minutes > 0 ? "\(what), etwa \(duration(minutes: item.minutes))" : what
    }

    private static func place(_ ranges: [TimeRange]) -> String? {
        guard let first = ranges.first else { return nil }
        return numbers.span(first) + (ranges.count > 1 ? " und \(ranges.count - 1) weitere" : "")
    }

    func listener(_ audience: Report.Audience) -> (who: String, heard: String) {
        let who =
            switch audience.kind {
            case .phone: "Am Lautsprecher eines Handys"
            case .earbud: "Mit einem Ohrhörer" + (audience.side.map { $0 == .left ? ", im linken Ohr" : ", im rechten Ohr" } ?? "")
            case .laptop: "Am Laptop in einem lauten Raum"
            }
        guard let place = Self.place(audience.lost) else { return (who, "Der ganze Vortrag ist zu hören.") }
        return (who, "\(numbers.percent(audience.heard)) des Vortrags sind zu hören; verloren geht er bei \(place).")
    }

    func changes(_ changes: Report.Changes) -> String {
        let parts = [
            (changes.fixed.count, "behoben"), (changes.remaining.count, "noch da"), (changes.new.count, "neu"),
            (changes.regressed.count, "wieder da oder schlimmer"),
        ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        let counts = parts.isEmpty ? "Damals wie jetzt wurde nichts gefunden" : parts.joined(separator: ", ")
        let anew = ". Die Vorlesung wurde neu aufgenommen, deshalb werden Befunde nach ihrer Art verglichen."
        return counts + (changes.pieces.isEmpty ? anew : ".")
    }

    func since(_ since: Comparison.Since) -> String {
        switch since {
        case .new: "Neu seit dem letzten Upload"
        case .remaining: "Seit dem letzten Upload noch da"
        case .regressed: "Wieder da oder schlimmer als im letzten Upload"
        }
    }
}
