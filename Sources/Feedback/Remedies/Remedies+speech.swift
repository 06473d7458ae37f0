import ReviewModel

/// The talk.
extension Remedies {
    static let speech: [FindingCode: Choice] = [
        .speechMissing: { _ in Remedy(.reExport, minutes: 10) },
        .speechPauseLong: { at in Remedy(.edit, minutes: cuttingMinutes(at), repair: .cut(at.ranges.map(\.withBreath))) },
        .speechPaceFast: { _ in Remedy(.none, minutes: 0) },
        .speechPaceSlow: { _ in Remedy(.none, minutes: 0) },
        .speechFillers: { _ in Remedy(.none, minutes: 0) },
    ]
}

extension TimeRange {
    /// A pause keeps a breath at both ends, or the sentences round it collide.
    var withBreath: TimeRange { duration > 2 ? TimeRange(start: start + 0.5, end: end - 0.5) : self }
}
