/// The thresholds for what is said, with the values of the `lecture` rubric.
extension Rubric.Setting {
    package static let pauseDuration = Self("speech.pause.duration", .seconds, 5)
    package static let paceFast = Self("speech.pace.fast", .wordsPerMinute, 180)
    package static let paceSlow = Self("speech.pace.slow", .wordsPerMinute, 100)
    package static let paceConfidence = Self("speech.pace.confidence", .share, 0.5)
    package static let fillers = Self("speech.fillers", .perHundredWords, 5)
    /// The least share of a recording that must hold speech before it counts as having any.
    package static let speechShare = Self("speech.missing.share", .share, 0.02)

    static let speech: [Rubric.Setting] = [
        pauseDuration, paceFast, paceSlow, paceConfidence, fillers, speechShare,
    ]
}
