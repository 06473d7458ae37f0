import ReviewModel

/// When pictures and sound come.
extension Remedies {
    static let timing: [FindingCode: Choice] = [
        .videoFrameRateLow: { _ in Remedy(.reExport, minutes: 10) },
        .videoFrameRateVariable: { _ in Remedy(.reExport, minutes: 5, repair: .evenRate) },
        .videoTimestampsGap: { at in Remedy(.reExport, minutes: 10 + 2 * min(10, max(1, at.ranges.count))) },
        .durationMismatch: { at in Remedy(.edit, minutes: 5, repair: .cut(at.ranges)) },
        .startOffset: { at in Remedy(.reExport, minutes: 5, repair: .shiftSound(-(at.fact("offset") ?? at.measured ?? 0))) },
    ]
}
