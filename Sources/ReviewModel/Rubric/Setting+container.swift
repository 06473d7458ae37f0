/// The thresholds for the file and its streams, with the values of the `lecture` rubric.
extension Rubric.Setting {
    package static let truncatedBy = Self("container.truncated.by", .seconds, 1)

    package static let minimumWidth = Self("video.resolution.width", .pixels, 1280)
    package static let minimumHeight = Self("video.resolution.height", .pixels, 720)

    package static let minimumFrameRate = Self("video.framerate.low", .framesPerSecond, 15)
    /// How far the time between two pictures may lie from the usual one, as a share of it. Telecine stays below, a lost picture is above.
    package static let frameRateSpread = Self("video.framerate.variable.spread", .share, 0.25)
    /// How long the rate must be uneven; a dropped picture here and there is not.
    package static let frameRateVariable = Self("video.framerate.variable.duration", .seconds, 2.5)
    package static let timestampGap = Self("video.timestamps.gap", .seconds, 0.5)

    /// In pictures.
    package static let soundShorter = Self("av.duration.shorter", .count, 2)
    package static let soundLonger = Self("av.duration.longer", .seconds, 2)
    /// EBU R 37.
    package static let soundEarly = Self("av.start.early", .seconds, 0.04)
    package static let soundLate = Self("av.start.late", .seconds, 0.06)

    static let container: [Rubric.Setting] = [
        truncatedBy, minimumWidth, minimumHeight, minimumFrameRate, frameRateSpread, frameRateVariable, timestampGap, soundShorter, soundLonger,
        soundEarly, soundLate,
    ]
}
