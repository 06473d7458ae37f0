package import ReviewModel

/// Counts the samples that lie on flat tops of the waveform: at full scale, or lower where the sound was clipped before it was turned down.
package struct ClippingMeter: BinnedMeter {
    /// Seconds of a bin.
    static let interval = 0.1

    package var bins: SampleBins
    private var tops: [FlatTop]
    private var clipped = 0
    private var samples = 0
    private var series = Series(name: .clippedSamples, unit: .count, interval: interval, resolution: 1)

    /// - Parameter position: the first sample's place, in samples from the start of the recording.
    package init(channels: Int, rate: Int, position: Int) {
        bins = SampleBins(interval: Self.interval, rate: rate, position: position)
        tops = Array(repeating: FlatTop(), count: channels)
        closeEarlierBins()
    }

    package mutating func take(_ part: PlanarSamples) {
        for channel in tops.indices { clipped += tops[channel].push(part.planes[channel], part.count) }
        samples += part.count
    }

    /// A top that the recording breaks off at ends there.
    package mutating func pass(_ missing: Int) {
        for channel in tops.indices { clipped += tops[channel].end() }
    }

    /// A top counts in the bin in which it ends.
    package mutating func close() {
        series.append(samples == 0 ? nil : Double(clipped))
        clipped = 0
        samples = 0
    }

    package mutating func finish() -> Series {
        for channel in tops.indices { clipped += tops[channel].end() }
        if samples > 0 { close() }
        return series
    }
}
