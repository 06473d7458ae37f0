package import ReviewModel

/// Measures how alike two sides are: the correlation of their samples over 0.1 s, 1 for the same wave, -1 for one turned upside down, which cancels
/// itself out where both come from one speaker.
package struct CorrelationMeter: BinnedMeter {
    /// Seconds of a bin.
    static let interval = 0.1
    /// Mean power under which a side has nothing to compare: -80 dBFS.
    private static let nothing = 1e-8

    package var bins: SampleBins
    private let pair: (left: Int, right: Int)
    private var energy: (left: Double, right: Double, product: Double) = (0, 0, 0)
    private var samples = 0
    private var series = Series(name: .correlation, unit: .correlation, interval: interval, resolution: 0.001)

    /// - Parameters:
    ///   - pair: which channels are the left and the right.
    ///   - position: the first sample's place, in samples from the start of the recording.
    package init(pair: (left: Int, right: Int), rate: Int, position: Int) {
        self.pair = pair
        bins = SampleBins(interval: Self.interval, rate: rate, position: position)
        closeEarlierBins()
    }

    package mutating func take(_ part: PlanarSamples) {
        let (left, right) = (part.planes[pair.left], part.planes[pair.right])
        energy.left += SampleSums.energy(left, part.count)
        energy.right += SampleSums.energy(right, part.count)
        energy.product += SampleSums.product(left, right, part.count)
        samples += part.count
    }

    package mutating func close() {
        let least = Self.nothing * Double(max(1, samples))
        let hasBoth = energy.left > least && energy.right > least
        series.append(hasBoth ? energy.product / (energy.left * energy.right).squareRoot() : nil)
        energy = (0, 0, 0)
        samples = 0
    }

    package mutating func finish() -> Series {
        if samples > 0 { close() }
        return series
    }
}
