import ReviewModel

/// The file as a whole.
extension Remedies {
    static let container: [FindingCode: Choice] = [
        .containerUnreadable: { _ in Remedy(.reExport, minutes: 10) },
        .containerTruncated: { _ in Remedy(.reExport, minutes: 10) },
        .containerCorrupt: { _ in Remedy(.reExport, minutes: 15) },
        .containerSlowStart: { _ in Remedy(.reExport, minutes: 2, repair: .indexInFront) },
        .videoAspectPortrait: { at in Remedy(.reRecord, minutes: at.recordingMinutes + 10) },
    ]
}
