import ReviewModel

/// The picture.
extension Remedies {
    static let picture: [FindingCode: Choice] = [
        .videoMissing: { _ in Remedy(.reExport, minutes: 15) },
        .videoResolutionLow: { _ in Remedy(.reExport, minutes: 10) },
        .videoBlack: { at in Remedy(.edit, minutes: cuttingMinutes(at), repair: .cut(at.wordlessRanges)) },
        .videoFrozen: { at in Remedy(.edit, minutes: 6 + placeMinutes(at)) },
        .videoStaticLong: { at in Remedy(.edit, minutes: 10 + 10 * min(4, max(1, at.ranges.count))) },
    ]
}
