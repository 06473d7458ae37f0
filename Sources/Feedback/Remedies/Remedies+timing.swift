import ReviewModel

/// When pictures and sound come.
extension Remedies {
    static let timing: [FindingCode: Choice] = [
        .videoFrameRateLow: { _ in Remedy(.reExport, minutes: 10) },
        .videoFrameRateVariable: { _ in Remedy(.reExport, minutes: 5, repair: .evenRate) },
        .videoTimestampsGap: { at in Remedy(.reExport, minutes: 10 + placeMinutes(at)) },
        .durationMismatch: { at in Remedy(.edit, minutes: 5, repair: .cut(at.ranges)) },
        .startOffset: { at in Remedy(.reExport, minutes: 5, repair: at.offset == 0 ? nil : .shiftSound(-at.offset)) },
    ]
}

extension Circumstances {
    /// Seconds by which the sound starts after the picture; before it, if negative; 0 where it is not known.
    var offset: Double { fact("offset") ?? measured ?? 0 }
}
