/// The thresholds for the sound, with the values of the `lecture` rubric.
extension Rubric.Setting {
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

    static let sound: [Rubric.Setting] = [
        silenceLevel, silenceDuration, loudnessLow, loudnessHigh, loudnessTarget, truePeak, clippedSamples, channelDeadDifference,
        channelDeadDuration,
    ]
}
