import Foundation
import ReviewModel

/// Moves the edge between two sections of different loudness to the moment at which the level steps.
///
/// Speech and its pauses make the level jump by more than the sections differ. But the levels of each section, pauses included, have a distribution
/// of their own; the step is where the levels before it fit the one best and the levels after it the other (the likeliest moment).
struct LoudnessEdges {
    /// The strongest channel at each moment.
    private let level: Series?

    /// How far an edge may be moved, and from how much of each section its distribution is taken, in seconds.
    private static let reach = 3.0
    private static let sample = 15.0
    /// Decibels over which a level counts for its neighbours in the distribution.
    private static let width = 4

    init(_ measurements: MeasurementSet) {
        level = MeasurementSet.strongest(of: measurements.channelLevels)
    }

    func refine(_ range: TimeRange) -> TimeRange {
        guard let level else { return range }
        return TimeRange(start: refine(range.start, level), end: refine(range.end, level))
    }

    private func refine(_ edge: Double, _ level: Series) -> Double {
        let bin = Int(((edge - level.start) / level.interval).rounded())
        let reach = Int(Self.reach / level.interval)
        let sample = Int(Self.sample / level.interval)
        guard bin - 2 * reach >= 0, bin + 2 * reach <= level.count else { return edge }
        let before = Self.distribution(of: level, max(0, bin - sample)..<bin - reach)
        let after = Self.distribution(of: level, bin + reach..<min(level.count, bin + sample))
        // How much better all levels up to a bin fit what came before than what comes after.
        var (sum, best, result) = (0.0, 0.0, bin - reach)
        for index in bin - reach..<bin + reach {
            let place = Self.place(level[index])
            sum += log(before[place] / after[place])
            if sum > best { (best, result) = (sum, index + 1) }
        }
        return level.range(at: min(result, level.count - 1)).start
    }

    /// How likely each whole decibel from -120 to 0 is, smoothed.
    private static func distribution(of level: Series, _ bins: Range<Int>) -> [Double] {
        var result = Array(repeating: 0.05, count: 121)
        for index in bins {
            let place = place(level[index])
            for offset in -width...width where result.indices.contains(place + offset) {
                result[place + offset] += 1 - Double(abs(offset)) / Double(width + 1)
            }
        }
        let total = result.reduce(0, +)
        return result.map { $0 / total }
    }

    private static func place(_ level: Double?) -> Int { min(120, max(0, Int((level ?? -120).rounded()) + 120)) }
}
