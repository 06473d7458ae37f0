/// The thresholds for the picture, with the values of the `lecture` rubric.
extension Rubric.Setting {
    /// A picture counts as black while 98 % of it is at or below this luma; a #121212 slide is at 0.07.
    package static let blackLuma = Self("video.black.luma", .luma, 0.045)
    package static let blackDuration = Self("video.black.duration", .seconds, 1)
    /// Black at the very start and end of up to this long is a fade, not a fault.
    package static let blackFade = Self("video.black.fade", .seconds, 3)
    package static let frozenDuration = Self("video.frozen.duration", .seconds, 2)
    /// The share of the picture that must have been moving before it stopped.
    package static let frozenArea = Self("video.frozen.area", .share, 0.035)

    static let picture: [Rubric.Setting] = [
        blackLuma, blackDuration, blackFade, frozenDuration, frozenArea,
    ]
}
