import ReviewModel

/// The plan, those who listen, and what has changed.
extension English {
    func action(_ item: Report.Plan.Item) -> String {
        let place = Self.place(item.ranges)
        let what =
            switch item.action {
            case .reExport: "Export again"
            case .edit where item.gain != nil:
                "Make the sound \(numbers.decimal(abs(item.gain ?? 0), 0)) dB \((item.gain ?? 0) > 0 ? "louder" : "softer")"
            case .edit: place.map { "Edit \($0)" } ?? "Edit the whole recording"
            case .reRecord: place.map { "Record \($0) again" } ?? "Record again"
            case .ignore: "Leave it as it is"
            }
        return item.minutes > 0 ? "\(what), about \(duration(minutes: item.minutes))" : what
    }

    private static func place(_ ranges: [TimeRange]) -> String? {
        guard let first = ranges.first else { return nil }
        return numbers.span(first) + (ranges.count > 1 ? " and \(ranges.count - 1) more" : "")
    }

    func listener(_ audience: Report.Audience) -> (who: String, heard: String) {
        let who =
            switch audience.kind {
            case .phone: "With a phone's speaker"
            case .earbud: "With one earphone" + (audience.side.map { $0 == .left ? ", in the left ear" : ", in the right ear" } ?? "")
            case .laptop: "With a laptop in a noisy room"
            }
        guard let place = Self.place(audience.lost) else { return (who, "The whole talk is heard.") }
        return (who, "\(numbers.percent(audience.heard)) of the talk is heard; it is lost at \(place).")
    }

    func changes(_ changes: Report.Changes) -> String {
        let parts = [
            (changes.fixed.count, "fixed"), (changes.remaining.count, "still there"), (changes.new.count, "new"),
            (changes.regressed.count, "there again or worse"),
        ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        let counts = parts.isEmpty ? "Nothing was found, then or now" : parts.joined(separator: ", ")
        return counts + (changes.pieces.isEmpty ? ". The lecture was recorded anew, so findings are compared by what they are." : ".")
    }

    func since(_ since: Comparison.Since) -> String {
        switch since {
        case .new: "New since the last upload"
        case .remaining: "Still there since the last upload"
        case .regressed: "There again, or worse than in the last upload"
        }
    }
}
