import Foundation

/// What the speaker of a phone lets through of one channel: a Butterworth high-pass of second order at 500 Hz and a low-pass at 6.3 kHz.
///
/// The corners are those of 3GPP TS 26.131, clause 6.4.6: the response that a phone held in the hand should have when it plays from its own speaker
/// (table 14a, the performance objective: within 6 dB from 500 Hz to 4 kHz, 12 dB down at most at 400 Hz and 6.3 kHz). The filters are the bilinear
/// transforms of R. Bristow-Johnson's *Audio EQ Cookbook*, with a quality of 1/√2.
package struct PhoneBand {
    /// Hertz.
    static let lowest = 500.0
    static let highest = 6300.0

    private var filters: [Biquad]

    /// - Parameter rate: hertz.
    package init(rate: Int) {
        let rate = Double(rate)
        filters = [Biquad.highPass(Self.lowest / rate)]
        // A recording of telephone sound has nothing above anyway.
        if Self.highest < 0.45 * rate { filters.append(.lowPass(Self.highest / rate)) }
    }

    /// Filters samples in place.
    package mutating func filter(_ samples: inout [Float], count: Int) {
        for index in filters.indices { filters[index].filter(&samples, count: count) }
    }
}

/// A filter of second order.
private struct Biquad {
    private var input: (Double, Double, Double)
    private var feedback: (Double, Double)
    private var memory: (Double, Double) = (0, 0)

    /// - Parameter frequency: of the corner, as a share of the sampling rate.
    static func highPass(_ frequency: Double) -> Biquad {
        let angle = cos(2 * .pi * frequency)
        return Biquad(frequency, ((1 + angle) / 2, -(1 + angle), (1 + angle) / 2))
    }

    static func lowPass(_ frequency: Double) -> Biquad {
        let angle = cos(2 * .pi * frequency)
        return Biquad(frequency, ((1 - angle) / 2, 1 - angle, (1 - angle) / 2))
    }

    private init(_ frequency: Double, _ numerator: (Double, Double, Double)) {
        let alpha = sin(2 * .pi * frequency) / 2.squareRoot()
        let scale = 1 / (1 + alpha)
        input = (numerator.0 * scale, numerator.1 * scale, numerator.2 * scale)
        feedback = (-2 * cos(2 * .pi * frequency) * scale, (1 - alpha) * scale)
    }

    mutating func filter(_ samples: inout [Float], count: Int) {
        var memory = memory
        for index in 0..<count {
            let sample = Double(samples[index])
            let output = input.0 * sample + memory.0
            memory.0 = input.1 * sample - feedback.0 * output + memory.1
            memory.1 = input.2 * sample - feedback.1 * output
            samples[index] = Float(output)
        }
        // What rings on in silence must not become a denormal number, which is slow.
        self.memory = (abs(memory.0) < 1e-30 ? 0 : memory.0, abs(memory.1) < 1e-30 ? 0 : memory.1)
    }
}
