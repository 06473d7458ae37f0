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
    /// A hole in the sound is at least and at most this long.
    package static let dropoutShortest = Self("audio.dropout.shortest", .seconds, 0.01)
    package static let dropoutLongest = Self("audio.dropout.longest", .seconds, 0.5)
    /// How far the sound falls within a few milliseconds where it breaks off.
    package static let dropoutFall = Self("audio.dropout.fall", .decibels, 27)
    package static let channelImbalance = Self("audio.channel.imbalance", .decibels, 6)
    /// The share of the talk over which one side is weaker by that much.
    package static let channelImbalanceShare = Self("audio.channel.imbalance.share", .share, 0.6)
    package static let phaseCorrelation = Self("audio.phase.correlation", .correlation, -0.8)
    package static let phaseDuration = Self("audio.phase.duration", .seconds, 3)
    /// By how much the loudness may fall on a phone.
    package static let phoneFall = Self("audio.phone.fall", .loudnessRange, 10)
    /// The mean of a channel, as a share of full scale.
    package static let offset = Self("audio.dc-offset", .share, 0.01)
    /// How far sections may lie apart, and how long a section is at least.
    package static let loudnessSections = Self("audio.loudness.sections", .loudnessRange, 8)
    package static let loudnessSectionDuration = Self("audio.loudness.sections.duration", .seconds, 10)
    package static let loudnessRange = Self("audio.loudness.range", .loudnessRange, 15)
    /// Speech must stand this far above the noise between words, for at least this long.
    package static let noiseRatio = Self("audio.noise.ratio", .decibels, 20)
    package static let noiseDuration = Self("audio.noise.duration", .seconds, 5)
    /// Mains hum counts from this level, this far above the noise in the 100 Hz round it, and for this long.
    package static let humLevel = Self("audio.hum.level", .decibelsFullScale, -55)
    package static let humProminence = Self("audio.hum.prominence", .decibels, 7)
    package static let humDuration = Self("audio.hum.duration", .seconds, 4)
    /// Sound that ends here is a telephone's: above it lies this much less than below, for at least this long.
    package static let bandwidthLimit = Self("audio.bandwidth.limit", .hertz, 4000)
    package static let bandwidthDrop = Self("audio.bandwidth.drop", .decibels, 26)
    package static let bandwidthDuration = Self("audio.bandwidth.duration", .seconds, 10)

    static let sound: [Rubric.Setting] = [
        silenceLevel, silenceDuration, loudnessLow, loudnessHigh, loudnessTarget, truePeak, clippedSamples, channelDeadDifference,
        channelDeadDuration, dropoutShortest, dropoutLongest, dropoutFall, channelImbalance, channelImbalanceShare, phaseCorrelation, phaseDuration,
        phoneFall, offset, loudnessSections, loudnessSectionDuration, loudnessRange,
        noiseRatio, noiseDuration, humLevel, humProminence, humDuration, bandwidthLimit, bandwidthDrop, bandwidthDuration,
    ]
}
