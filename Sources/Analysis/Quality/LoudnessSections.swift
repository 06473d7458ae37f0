import Foundation
import ReviewModel

/// Cuts a recording into sections of even loudness, each measured as EBU R 128 measures a programme.
struct LoudnessSections {
    struct Section {
        var range: TimeRange
        /// LUFS, gated.
        var loudness: Double
    }

    /// Those that are long enough and hold speech or music, in order.
    let sections: [Section]
    /// The loudness that most of the programme has, LUFS.
    let reference: Double
    /// The loudness of each bin, LUFS, its power, and what is no part of the programme.
    private let values: [Double]
    private let powers: [Double]
    private let pause: Double

    /// What is this far under the whole is no part of the programme but a pause (the gate of EBU Tech 3342), in LU.
    private static let gate = 20.0
    /// Noise and hum are steady: their loudness stays within this, in LU. Speech moves by more.
    private static let steady = 5.0
    /// Below this nothing is heard, LUFS (the absolute gate).
    static let nothing = -70.0

    init(_ momentary: Series, least: Double) {
        let values = (0..<momentary.count).map { momentary[$0] ?? Self.nothing }
        let powers = momentary.powers(missing: Self.nothing)
        let programme = Self.loudness(values[...], powers) ?? Self.nothing
        let found = LoudnessPieces.bins(of: values, interval: momentary.interval).compactMap { bins -> Section? in
            let range = TimeRange(start: momentary.range(at: bins.lowerBound).start, end: momentary.range(at: bins.upperBound - 1).end)
            let own = values[bins]
            guard let loudness = Self.loudness(own, powers), loudness > programme - Self.gate, loudness > programme || Self.spread(own) > Self.steady
            else {
                return nil
            }
            return Section(range: range, loudness: loudness)
        }
        sections = found.filter { $0.range.duration >= least }
        reference = Self.reference(found)
        (self.values, self.powers, pause) = (values, powers, programme - Self.gate)
    }

    /// The median, weighted by duration.
    private static func reference(_ sections: [Section]) -> Double {
        let sorted = sections.sorted { $0.loudness < $1.loudness }
        let half = sorted.map(\.range.duration).reduce(0, +) / 2
        var passed = 0.0
        for section in sorted {
            passed += section.range.duration
            if passed >= half { return section.loudness }
        }
        return nothing
    }

    // MARK: Loudness

    /// Integrated loudness of momentary values (EBU R 128: mean power of those above -70 LUFS, then of those within 10 LU of that).
    private static func loudness(_ values: ArraySlice<Double>, _ powers: [Double]) -> Double? {
        guard let first = mean(values, powers, above: nothing) else { return nil }
        return mean(values, powers, above: max(nothing, first - 10))
    }

    private static func mean(_ values: ArraySlice<Double>, _ powers: [Double], above gate: Double) -> Double? {
        var (power, count) = (0.0, 0.0)
        for index in values.indices where values[index] > gate { (power, count) = (power + powers[index], count + 1) }
        return count > 0 ? 10 * log10(power / count) : nil
    }

    private static func spread(_ values: ArraySlice<Double>) -> Double {
        let sorted = values.sorted()
        return sorted.isEmpty ? 0 : sorted[Int(0.95 * Double(sorted.count - 1))] - sorted[Int(0.1 * Double(sorted.count - 1))]
    }

    /// The range between the 10th and 95th percentile of loudness over 3 s, without pauses, in LU (as EBU Tech 3342, but for the gate).
    func range() -> Double {
        let window = 30
        var levels: [Double] = []
        for first in stride(from: 0, to: max(0, values.count - window + 1), by: window / 3) {
            let own = values[first..<first + window]
            if let level = Self.mean(own, powers, above: -.infinity), level > pause, Self.spread(own) > Self.steady { levels.append(level) }
        }
        levels.sort()
        return levels.isEmpty ? 0 : levels[Int(0.95 * Double(levels.count - 1))] - levels[Int(0.1 * Double(levels.count - 1))]
    }
}
