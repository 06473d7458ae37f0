/// The thresholds for the file and its streams, with the values of the `lecture` rubric.
extension Rubric.Setting {
    package static let truncatedBy = Self("container.truncated.by", .seconds, 1)

    package static let minimumWidth = Self("video.resolution.width", .pixels, 1280)
    package static let minimumHeight = Self("video.resolution.height", .pixels, 720)

    static let container: [Rubric.Setting] = [
        truncatedBy, minimumWidth, minimumHeight,
    ]
}
