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
        if filters.count == 2 {
            var (first, second) = (filters[0], filters[1])
            Biquad.filter(&samples, count: count, &first, &second)
            filters = [first, second]
        } else {
            for index in filters.indices { filters[index].filter(&samples, count: count) }
        }
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
        var filter = self
        for index in 0..<count { samples[index] = Float(filter.push(Double(samples[index]))) }
        memory = filter.settled
    }

    /// Filters by one and then the other. Each waits for its own last output, so two at a time take hardly longer than one.
    static func filter(_ samples: inout [Float], count: Int, _ first: inout Biquad, _ second: inout Biquad) {
        var (one, two) = (first, second)
        for index in 0..<count { samples[index] = Float(two.push(one.push(Double(samples[index])))) }
        (first.memory, second.memory) = (one.settled, two.settled)
    }

    @inline(__always)
    private mutating func push(_ sample: Double) -> Double {
        let output = input.0 * sample + memory.0
        memory.0 = input.1 * sample - feedback.0 * output + memory.1
        memory.1 = input.2 * sample - feedback.1 * output
        return output
    }

    /// What rings on in silence must not become a denormal number, which is slow.
    private var settled: (Double, Double) { (abs(memory.0) < 1e-30 ? 0 : memory.0, abs(memory.1) < 1e-30 ? 0 : memory.1) }
}
