import Foundation

/// Sums the energy of channels as the ear weighs it: K-weighting and the channels' weights of ITU-R BS.1770-4, annex 1.
///
/// The recommendation gives the two filters' coefficients for 48 kHz alone; here they follow from the analogue filters behind them, for any rate.
/// Two channels go through the filters side by side in one vector: each output waits for the one before it, so a second channel costs nothing.
struct KWeighting {
    private var pairs: [Pair]

    private struct Pair {
        var first: Int
        var second: Int?
        var weights: SIMD2<Double>
        var shelf: Biquad
        var highPass: Biquad
    }

    /// - Parameters:
    ///   - weights: of the channels, in order.
    ///   - rate: hertz.
    init(weights: [Double], rate: Int) {
        let (shelf, highPass) = (Biquad.shelf(rate: Double(rate)), Biquad.weightingHighPass(rate: Double(rate)))
        let heard = weights.indices.filter { weights[$0] > 0 }
        pairs = stride(from: 0, to: heard.count, by: 2).map { index in
            let second = index + 1 < heard.count ? heard[index + 1] : nil
            return Pair(
                first: heard[index], second: second, weights: SIMD2(weights[heard[index]], second.map { weights[$0] } ?? 0), shelf: shelf,
                highPass: highPass)
        }
    }

    /// Takes samples; the sum over channels of the weighted squares of their filtered samples.
    mutating func energy(_ sound: PlanarSamples) -> Double {
        var total = 0.0
        for index in pairs.indices {
            let left = sound.planes[pairs[index].first]
            // A channel alone keeps itself company, at no weight.
            let right = sound.planes[pairs[index].second ?? pairs[index].first]
            total += (Self.squares(left, right, sound.count, &pairs[index]) * pairs[index].weights).sum()
        }
        return total
    }

    /// Forgets what came before: what comes next follows silence.
    mutating func reset() {
        for index in pairs.indices {
            pairs[index].shelf.reset()
            pairs[index].highPass.reset()
        }
    }

    private static func squares(
        _ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>, _ count: Int, _ pair: inout Pair
    ) -> SIMD2<Double> {
        var (shelf, highPass) = (pair.shelf, pair.highPass)
        var sum = SIMD2<Double>()
        for index in 0..<count {
            let output = highPass.push(shelf.push(SIMD2(Double(left[index]), Double(right[index]))))
            sum += output * output
        }
        shelf.settle()
        highPass.settle()
        (pair.shelf, pair.highPass) = (shelf, highPass)
        return sum
    }
}

extension Biquad {
    /// The head's effect: a high shelf of 4 dB above 1.7 kHz. The figures give the 48 kHz coefficients of BS.1770-4, table 1.
    fileprivate static func shelf(rate: Double) -> Biquad {
        let (frequency, gain, quality) = (1681.974450955533, 3.999843853973347, 0.7071752369554196)
        let k = tan(.pi * frequency / rate)
        let high = pow(10, gain / 20)
        let band = pow(high, 0.4996667741545416)
        let scale = 1 / (1 + k / quality + k * k)
        return Biquad(
            input: (
                (high + band * k / quality + k * k) * scale, 2 * (k * k - high) * scale, (high - band * k / quality + k * k) * scale
            ), feedback: (2 * (k * k - 1) * scale, (1 - k / quality + k * k) * scale))
    }

    /// A high-pass at 38 Hz; BS.1770-4, table 2.
    fileprivate static func weightingHighPass(rate: Double) -> Biquad {
        let (frequency, quality) = (38.13547087602444, 0.5003270373238773)
        let k = tan(.pi * frequency / rate)
        let scale = 1 / (1 + k / quality + k * k)
        return Biquad(input: (1, -2, 1), feedback: (2 * (k * k - 1) * scale, (1 - k / quality + k * k) * scale))
    }
}
