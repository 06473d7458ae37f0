package import ReviewModel

/// Measures how loud a recording is on a phone that plays it from its one speaker: all channels mixed into one, within the speaker's band.
///
/// Integrated loudness (EBU R 128) with the one channel counted as heard from two speakers, so that a voice which is the same on both sides and lies
/// within the band reads what it reads in stereo.
package struct PhoneMeter {
    /// Where nothing reaches the gate of EBU R 128, LUFS.
    private static let nothing = -70.0

    private let shares: [Float]
    private var band: PhoneBand
    private var mix: [Float] = []
    private var loudness: LoudnessMeter

    /// - Parameters:
    ///   - shares: of the channels in the mix.
    ///   - position: the first sample's place, in samples from the start of the recording.
    package init(shares: [Float], rate: Int, position: Int) {
        self.shares = shares
        band = PhoneBand(rate: rate)
        loudness = LoudnessMeter(weights: [2], rate: rate, position: position)
    }

    package mutating func push(_ sound: PlanarSamples) {
        if mix.count < sound.count { mix = Array(repeating: 0, count: sound.count) }
        mix.withUnsafeMutableBufferPointer { mix in
            for index in 0..<sound.count { mix[index] = 0 }
            for (plane, share) in zip(sound.planes, shares) where share != 0 {
                for index in 0..<sound.count { mix[index] += plane[index] * share }
            }
        }
        band.filter(&mix, count: sound.count)
        mix.withUnsafeBufferPointer { mix in
            guard let plane = mix.baseAddress else { return }
            loudness.push(PlanarSamples(planes: [plane], count: sound.count))
        }
    }

    /// Passes over what the recording lacks.
    package mutating func skip(_ missing: Int) {
        loudness.skip(missing)
    }

    /// Short-term loudness, and that of the whole in LUFS.
    package mutating func finish() -> (series: [Series], integrated: Double) {
        let loudness = loudness.finish()
        let series = loudness.series.filter { $0.name == .loudnessShortTerm }.map { series in
            var series = series
            series.name = .loudnessOnPhone
            return series
        }
        return (series, max(Self.nothing, loudness.integrated ?? Self.nothing))
    }
}
