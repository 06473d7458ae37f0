/// Every threshold there is, with the value of the `lecture` rubric.
extension Rubric.Setting {
    package static let truncatedBy = Self("container.truncated.by", .seconds, 1)

    package static let minimumWidth = Self("video.resolution.width", .pixels, 1280)
    package static let minimumHeight = Self("video.resolution.height", .pixels, 720)
    /// A picture counts as black while 98 % of it is at or below this luma; a #121212 slide is at 0.07.
    package static let blackLuma = Self("video.black.luma", .luma, 0.045)
    package static let blackDuration = Self("video.black.duration", .seconds, 1)
    /// Black at the very start and end of up to this long is a fade, not a fault.
    package static let blackFade = Self("video.black.fade", .seconds, 3)
    package static let frozenDuration = Self("video.frozen.duration", .seconds, 2)
    /// The share of the picture that must have been moving before it stopped.
    package static let frozenArea = Self("video.frozen.area", .share, 0.035)

    package static let silenceLevel = Self("audio.silence.level", .decibelsFullScale, -60)
    package static let silenceDuration = Self("audio.silence.duration", .seconds, 5)
    package static let loudnessLow = Self("audio.loudness.low", .loudness, -20)
    package static let loudnessHigh = Self("audio.loudness.high", .loudness, -14)
    /// The loudness that fixes aim at.
    package static let loudnessTarget = Self("audio.loudness.target", .loudness, -16)
    package static let truePeak = Self("audio.truepeak", .decibelsTruePeak, -1)
    /// Samples on flat tops within a second from which on the second counts as clipped.
    package static let clippedSamples = Self("audio.clipping.samples", .count, 12)
    /// A side is dead when it is this much weaker than the other over the talk.
    package static let channelDeadDifference = Self("audio.channel.dead.difference", .decibels, 40)
    package static let channelDeadDuration = Self("audio.channel.dead.duration", .seconds, 5)

    package static let pauseDuration = Self("speech.pause.duration", .seconds, 5)
    package static let paceFast = Self("speech.pace.fast", .wordsPerMinute, 180)
    package static let paceSlow = Self("speech.pace.slow", .wordsPerMinute, 100)
    package static let paceConfidence = Self("speech.pace.confidence", .share, 0.5)
    package static let fillers = Self("speech.fillers", .perHundredWords, 5)
    /// The least share of a recording that must hold speech before it counts as having any.
    package static let speechShare = Self("speech.missing.share", .share, 0.02)

    package static let all: [Rubric.Setting] = [
        truncatedBy, minimumWidth, minimumHeight, blackLuma, blackDuration, blackFade, frozenDuration, frozenArea, silenceLevel, silenceDuration,
        loudnessLow, loudnessHigh, loudnessTarget, truePeak, clippedSamples, channelDeadDifference, channelDeadDuration, pauseDuration, paceFast,
        paceSlow, paceConfidence, fillers, speechShare,
    ]
}
