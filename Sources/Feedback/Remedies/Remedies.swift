import ReviewModel

/// The cheapest remedy for each finding. They stand in one file per group of checks, as their words do.
enum Remedies {
    typealias Choice = @Sendable (Circumstances) -> Remedy

    private static let table = [
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
}
