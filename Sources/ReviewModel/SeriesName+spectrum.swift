/// The series that come of the sound's spectrum, of the channel mix as it is heard, from 120 Hz on unless said otherwise.
extension SeriesName {
    /// The noise between words: what the sound keeps up over six seconds, dBFS, 1 s bins, step 0.01, -120 for digital silence.
    package static let noiseLevel = SeriesName(rawValue: "audio.noise.level")
    /// How even the spectrum of the noise is: its geometric against its arithmetic mean within narrow bands, dB, 1 s bins, step 0.01. Noise of any
    /// colour is over -1, music below -1.5; missing in silence.
    package static let noiseEvenness = SeriesName(rawValue: "audio.noise.evenness")
    /// By how much the noise of three seconds differs from that of the next three, dB, mean of the bands weighted by power, 1 s bins, step 0.01. A
    /// fan is below 1, many voices at 2, music over 3; missing in silence and at both ends.
    package static let noiseChange = SeriesName(rawValue: "audio.noise.change")
    /// By how much the level that the whole keeps up over six seconds lies over what its bands keep up, each for itself, dB, 1 s bins, step 0.01.
    /// Steady noise is at 1 to 2, many voices and drums at 5.
    package static let noiseUnrest = SeriesName(rawValue: "audio.noise.unrest")
    /// The mean level of the moments (50 ms) in which a voice stands out of the noise, dBFS, 1 s bins, step 0.01; missing where none does.
    package static let talkLevel = SeriesName(rawValue: "audio.talk.level")
    /// The share of such moments, 1 s bins, step 0.001.
    package static let talkShare = SeriesName(rawValue: "audio.talk.share")
    /// The highest level of all above 4.4 kHz within the bin (50 ms), dBFS, 0.2 s bins, step 0.01, -120 for nothing. Absent where the sampling rate
    /// leaves no room for such sound.
    package static let bandHigh = SeriesName(rawValue: "audio.band.high")
    /// The mean level from 2 to 3.15 kHz, where telephones still carry speech, dBFS, 1 s bins, step 0.01, -120 for nothing.
    package static let bandBody = SeriesName(rawValue: "audio.band.body")
    /// The level of mains hum, its multiples up to the sixth together, dBFS, 0.5 s bins, step 0.01; missing where there is none.
    package static let humLevel = SeriesName(rawValue: "audio.hum.level")
    /// The strongest line of the hum against the noise of the pauses within the 100 Hz round it, dB, 0.5 s bins, step 0.01; missing where there is
    /// none.
    package static let humProminence = SeriesName(rawValue: "audio.hum.prominence")
}
