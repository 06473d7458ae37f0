/// The series the child measures. Units and intervals stand beside each name.
extension SeriesName {
    // Picture: one value per 0.2 s bin of presentation time; missing where a bin has no new picture and none is on show.

    /// Mean full-range luma over the bin, 0 to 1, step 1/4096.
    package static let lumaMean = SeriesName(rawValue: "picture.luma.mean")
    /// The darkest moment of the 98th percentile of luma, or in dark pictures of colour, within the bin, 0 to 1, step 1/4096.
    package static let lumaHighMinimum = SeriesName(rawValue: "picture.luma.high.min")
    /// The brightest moment of the 98th percentile of luma, or in dark pictures of colour, within the bin, 0 to 1, step 1/4096.
    package static let lumaHighMaximum = SeriesName(rawValue: "picture.luma.high.max")
    /// The 2nd percentile of luma, mean over the bin, 0 to 1, step 1/4096.
    package static let lumaLow = SeriesName(rawValue: "picture.luma.low")
    /// The largest mean absolute difference of luma or colour between neighbouring pictures in the bin, 0 to 1, step 1/16384.
    package static let change = SeriesName(rawValue: "picture.change")
    /// Pictures that begin in the bin.
    package static let frames = SeriesName(rawValue: "picture.frames")

    /// Seconds from the bin's start to the first picture in it that moved against the one before, step 0.001; missing where none did.
    package static let motionFirst = SeriesName(rawValue: "picture.motion.first")
    /// Seconds from the bin's start to the last picture in it that moved against the one before, step 0.001; missing where none did.
    package static let motionLast = SeriesName(rawValue: "picture.motion.last")

    // Sound.

    /// Root mean square of one channel, dBFS (a full-scale sine is -3.01), 0.05 s bins, step 0.01, -120 for digital silence.
    package static func level(channel: Int) -> SeriesName {
        SeriesName(rawValue: "audio.level.\(channel)")
    }
    /// Momentary loudness (EBU Tech 3341, 400 ms), LUFS, every 0.1 s, step 0.01; missing below -120.
    package static let loudnessMomentary = SeriesName(rawValue: "audio.loudness.momentary")
    /// Short-term loudness (EBU Tech 3341, 3 s), LUFS, every 1 s, step 0.01; missing below -120.
    package static let loudnessShortTerm = SeriesName(rawValue: "audio.loudness.shortTerm")
    /// Short-term loudness as one phone speaker plays it, all channels mixed into it, LUFS, every 1 s, step 0.01; missing below -120.
    package static let loudnessOnPhone = SeriesName(rawValue: "audio.loudness.phone")
    /// True peak (ITU-R BS.1770, oversampled), the highest of all channels, dBTP, 0.1 s bins, step 0.01.
    package static let truePeak = SeriesName(rawValue: "audio.truePeak")
    /// Samples that lie on flat tops of the waveform, all channels together, 0.1 s bins.
    package static let clippedSamples = SeriesName(rawValue: "audio.clipped")
}
