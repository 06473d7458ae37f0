import ReviewModel

/// The cheapest remedy for each finding. They stand in one file per group of checks, as their words do.
enum Remedies {
    typealias Choice = @Sendable (Circumstances) -> Remedy

    private static let table: [FindingCode: Choice] = [
        container, timing, picture, exposure, detail, flashing, framing, sound, loudness, channels, steadiness, noise, speech,
    ].reduce(into: [:]) { $0.merge($1) { $1 } }

    /// The codes that have one.
    static var codes: [FindingCode] { table.keys.sorted { $0.rawValue < $1.rawValue } }

    /// A rule that is newer than these gets a look by a person.
    static func remedy(for circumstances: Circumstances) -> Remedy {
        table[circumstances.finding.code]?(circumstances) ?? Remedy(.none, minutes: 5)
    }

    /// Cutting takes a look at each place and an export.
    static func cuttingMinutes(_ at: Circumstances) -> Int {
        4 + min(26, max(1, at.ranges.count))
    }

    /// The moments of ranges, as a filter's `enable` takes them.
    static func moments(in ranges: [TimeRange]) -> String {
        ranges.map { "between(t,\(Printed.plain($0.start)),\(Printed.plain($0.end)))" }.joined(separator: "+")
    }

    /// More ranges than this no command can be read with.
    static let mostRanges = 12

    /// Two minutes for each place; from ten on, one setting serves for many.
    static func placeMinutes(_ at: Circumstances) -> Int {
        2 * min(10, max(1, at.ranges.count))
    }

    /// Recording anew what the finding covers, and the setting up.
    static func recordingMinutes(_ at: Circumstances) -> Int {
        guard let total = at.total else { return at.recordingMinutes + 15 }
        return 15 + Int((total / 60).rounded(.up))
    }
}

extension Circumstances {
    /// What mends it.
    var remedy: Remedy { Remedies.remedy(for: self) }

    /// Whether a command mends it, so that the words can point to it.
    var hasCommand: Bool { remedy.repair?.command(command) != nil }
}
