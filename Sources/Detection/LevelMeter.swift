import Foundation
package import ReviewModel

/// Measures the level of each channel: root mean square over 50 ms, dBFS, so that a full-scale sine reads -3.01.
package struct LevelMeter {
    /// Seconds of a bin.
    static let interval = 0.05
    /// What digital silence reads.
    private static let floor = -120.0

    private var bins: SampleBins
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
        for _ in 0..<bins.bin { close() }
    }

    package mutating func push(_ sound: PlanarSamples) {
        var rest = sound
        while rest.count > 0 {
            let part = rest.prefix(min(rest.count, bins.room))
            for channel in energy.indices {
                energy[channel] += Self.energy(part.planes[channel], part.count)
            }
            samples += part.count
            advance(part.count)
            rest = rest.dropFirst(part.count)
        }
    }

    /// Passes over samples that the recording does not have: their bins are missing.
    package mutating func skip(_ count: Int) {
        var rest = count
        while rest > 0 {
            let part = min(rest, bins.room)
            advance(part)
            rest -= part
        }
    }

    package mutating func finish() -> [Series] {
        if samples > 0 { close() }
        return series
    }

    private mutating func advance(_ count: Int) {
        let isFull = count == bins.room
        bins.advance(count)
        if isFull { close() }
    }

    private mutating func close() {
        for channel in energy.indices {
            let power = energy[channel] / Double(max(1, samples))
            series[channel].append(samples == 0 ? nil : max(Self.floor, 10 * log10(max(power, 1e-30))))
            energy[channel] = 0
        }
        samples = 0
    }

    /// The sum of squares.
    private static func energy(_ samples: UnsafePointer<Float>, _ count: Int) -> Double {
        let raw = UnsafeRawPointer(samples)
        var lanes = SIMD8<Float>()
        let whole = count & ~7
        for index in stride(from: 0, to: whole, by: 8) {
            let values = raw.loadUnaligned(fromByteOffset: index * 4, as: SIMD8<Float>.self)
            lanes += values * values
        }
        var sum = Double(lanes.sum())
        for index in whole..<count { sum += Double(samples[index] * samples[index]) }
        return sum
    }
}
