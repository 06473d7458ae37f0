import ReviewModel

/// Flashes.
extension Remedies {
    static let flashing: [FindingCode: Choice] = [
        .videoFlashing: { at in Remedy(.edit, minutes: cuttingMinutes(at), repair: .cut(at.wordlessRanges)) }
    ]
}
