import ReviewModel

/// How bright the camera's picture is.
extension Remedies {
    static let exposure: [FindingCode: Choice] = [
        .videoUnderexposed: { at in Remedy(.edit, minutes: 8 + 2 * min(10, max(1, at.ranges.count))) },
        .videoOverexposed: { at in Remedy(.edit, minutes: 8 + 2 * min(10, max(1, at.ranges.count))) },
        .videoContrastLow: { at in Remedy(.edit, minutes: 6 + 2 * min(10, max(1, at.ranges.count))) },
    ]
}
