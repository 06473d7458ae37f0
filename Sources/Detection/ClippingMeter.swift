package import ReviewModel

/// Counts the samples that lie on flat tops of the waveform: at full scale, or lower where the sound was clipped before it was turned down.
package struct ClippingMeter {
    /// Seconds of a bin.
    static let interval = 0.1

    private var bins: SampleBins
    private var tops: [FlatTop]
    private var clipped = 0
    private var samples = 0
    private var series = Series(name: .clippedSamples, unit: .count, interval: interval, resolution: 1)

    /// - Parameter position: the first sample's place, in samples from the start of the recording.
    package init(channels: Int, rate: Int, position: Int) {
        bins = SampleBins(interval: Self.interval, rate: rate, position: position)
        tops = Array(repeating: FlatTop(), count: channels)
        for _ in 0..<bins.bin { close() }
    }

    package mutating func push(_ sound: PlanarSamples) {
        var rest = sound
        while rest.count > 0 {
            let part = rest.prefix(min(rest.count, bins.room))
            for channel in tops.indices {
                clipped += tops[channel].push(part.planes[channel], part.count)
            }
            samples += part.count
            advance(part.count)
            rest = rest.dropFirst(part.count)
        }
    }

    /// Passes over samples that the recording does not have: their bins are missing.
    package mutating func skip(_ count: Int) {
        for channel in tops.indices { clipped += tops[channel].end() }
        var rest = count
        while rest > 0 {
            let part = min(rest, bins.room)
            advance(part)
            rest -= part
        }
    }

    package mutating func finish() -> Series {
        for channel in tops.indices { clipped += tops[channel].end() }
        if samples > 0 { close() }
        return series
    }

    private mutating func advance(_ count: Int) {
        let isFull = count == bins.room
        bins.advance(count)
        if isFull { close() }
    }

    /// A top counts in the bin in which it ends.
    private mutating func close() {
        series.append(samples == 0 ? nil : Double(clipped))
        clipped = 0
        samples = 0
    }
}
