/// Measures the mean of each channel over the whole recording: a wave that does not swing round zero (a DC offset) wastes headroom and clicks at cuts.
package struct OffsetMeter {
    private var sums: [Double]
    private var samples = 0

    package init(channels: Int) {
        sums = Array(repeating: 0, count: channels)
    }

    package mutating func push(_ sound: PlanarSamples) {
        for channel in sums.indices { sums[channel] += SampleSums.sum(sound.planes[channel], sound.count) }
        samples += sound.count
    }

    /// Full scale is 1; nil before any sample.
    package var means: [Double]? {
        samples > 0 ? sums.map { $0 / Double(samples) } : nil
    }
}
