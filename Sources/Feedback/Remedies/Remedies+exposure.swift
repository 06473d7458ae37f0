import ReviewModel

/// How bright the camera's picture is.
extension Remedies {
    static let exposure: [FindingCode: Choice] = [
        .videoUnderexposed: { at in Remedy(.edit, minutes: 8 + placeMinutes(at)) },
        .videoOverexposed: { at in Remedy(.edit, minutes: 8 + placeMinutes(at)) },
        .videoContrastLow: { at in Remedy(.edit, minutes: 6 + placeMinutes(at)) },
    ]
}
