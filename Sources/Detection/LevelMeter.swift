import Foundation
package import ReviewModel

/// Measures the level of each channel: root mean square over 50 ms, dBFS, so that a full-scale sine reads -3.01.
package struct LevelMeter: BinnedMeter {
    /// Seconds of a bin.
    static let interval = 0.05
    /// What digital silence reads.
    private static let floor = -120.0

    package var bins: SampleBins
    private var energy: [Double]
    private var samples = 0
    private var series: [Series]

    /// - Parameter position: the first sample's place, in samples from the start of the recording.
    package init(channels: Int, rate: Int, position: Int) {
        bins = SampleBins(interval: Self.interval, rate: rate, position: position)
        energy = Array(repeating: 0, count: channels)
        series = (0..<channels).map {
            Series(name: .level(channel: $0), unit: .decibelsFullScale, interval: Self.interval, resolution: 0.01)
        }
        closeEarlierBins()
    }

    package mutating func take(_ part: PlanarSamples) {
        for channel in energy.indices { energy[channel] += SampleSums.energy(part.planes[channel], part.count) }
        samples += part.count
    }

    package mutating func close() {
        for channel in energy.indices {
            let power = energy[channel] / Double(max(1, samples))
            series[channel].append(samples == 0 ? nil : max(Self.floor, 10 * log10(max(power, 1e-30))))
            energy[channel] = 0
        }
        samples = 0
    }

    package mutating func finish() -> [Series] {
        if samples > 0 { close() }
        return series
    }
}
