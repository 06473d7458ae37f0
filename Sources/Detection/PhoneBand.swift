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

    private var highPass: Biquad
    /// Nil for telephone sound, which has nothing above anyway.
    private var lowPass: Biquad?

    /// - Parameter rate: hertz.
    package init(rate: Int) {
        let rate = Double(rate)
        highPass = Biquad.highPass(Self.lowest / rate)
        lowPass = Self.highest < 0.45 * rate ? Biquad.lowPass(Self.highest / rate) : nil
    }

    /// Filters samples in place.
    package mutating func filter(_ samples: inout [Float], count: Int) {
        var first = highPass
        if var second = lowPass {
            for index in 0..<count { samples[index] = Float(second.push(first.push(SIMD2(Double(samples[index]), 0))).x) }
            second.settle()
            lowPass = second
        } else {
            for index in 0..<count { samples[index] = Float(first.push(SIMD2(Double(samples[index]), 0)).x) }
        }
        first.settle()
        highPass = first
    }
}

extension Biquad {
    /// - Parameter frequency: of the corner, as a share of the sampling rate.
    fileprivate static func highPass(_ frequency: Double) -> Biquad {
        let angle = cos(2 * .pi * frequency)
        return Biquad(frequency, ((1 + angle) / 2, -(1 + angle), (1 + angle) / 2))
    }

    fileprivate static func lowPass(_ frequency: Double) -> Biquad {
        let angle = cos(2 * .pi * frequency)
        return Biquad(frequency, ((1 - angle) / 2, 1 - angle, (1 - angle) / 2))
    }

    private init(_ frequency: Double, _ numerator: (Double, Double, Double)) {
        let alpha = sin(2 * .pi * frequency) / 2.squareRoot()
        let scale = 1 / (1 + alpha)
        self.init(
            input: (numerator.0 * scale, numerator.1 * scale, numerator.2 * scale),
            feedback: (-2 * cos(2 * .pi * frequency) * scale, (1 - alpha) * scale))
    }
}
