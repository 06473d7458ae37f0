import Foundation

/// Loudness figures of a whole recording from the powers of its windows; powers are mean squares as `KWeighting` weighs them.
enum LoudnessGate {
    /// Windows below this are silence, LUFS.
    private static let absolute = -70.0
    /// How far below the mean of the rest a window counts, LU: for integrated loudness and for the range.
    private static let relative = -10.0
    private static let relativeForRange = -20.0

    /// ITU-R BS.1770-4, formula 2.
    static func loudness(of power: Double) -> Double {
        -0.691 + 10 * log10(power)
    }

    /// Integrated loudness, LUFS, of 400 ms windows, one every 100 ms (ITU-R BS.1770-4, formulas 5 to 7); nil where all is silence.
    static func integrated(_ powers: [Float]) -> Double? {
        mean(gated(powers, relative: relative)).map(loudness)
    }

    /// Loudness range, LU, of 3 s windows (EBU Tech 3342): from the 10th to the 95th percentile of what is not silence or background.
    static func range(_ powers: [Float]) -> Double? {
        let heard = gated(powers, relative: relativeForRange).sorted()
        guard let last = heard.indices.last else { return nil }
        func percentile(_ share: Double) -> Double { loudness(of: Double(heard[Int((Double(last) * share).rounded())])) }
        return percentile(0.95) - percentile(0.1)
    }

    private static func gated(_ powers: [Float], relative: Double) -> [Float] {
        let floor = Float(pow(10, (absolute + 0.691) / 10))
        let heard = powers.filter { $0 > floor }
        guard let mean = mean(heard) else { return [] }
        let gate = max(floor, Float(mean * pow(10, relative / 10)))
        return heard.filter { $0 > gate }
    }

    private static func mean(_ powers: [Float]) -> Double? {
        powers.isEmpty ? nil : powers.reduce(0) { $0 + Double($1) } / Double(powers.count)
    }
}
