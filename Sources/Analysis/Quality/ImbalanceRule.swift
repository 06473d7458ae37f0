import Foundation
package import ReviewModel

/// One side is much weaker than the other over the talk, without being dead.
///
/// Facts: `channel`, the weaker one: 0 left, 1 right; `gain` in dB that brings it up to the other; `alike`, the median correlation of the sides: near
/// 1 the same talk is on both, near 0 the weaker one carries something else, such as noise.
package struct ImbalanceRule: Rule {
    package init() {}

    package let codes: [FindingCode] = [.audioChannelImbalance]

    /// Syllables are compared over this many bins of level, a second: sides that pick up a room differ from moment to moment.
    private static let second = 20
    /// The least talk that says anything, in seconds.
    private static let least = 5.0
    /// From here on it is the whole recording.
    private static let whole = 0.9
    /// Seconds of talk on one side that are this far from the threshold leave no doubt, in dB.
    private static let clear = 1.5
    /// Weaker seconds this close together are one range, in seconds.
    private static let gap = 10.0

    package func findings(in recording: Recording, by rubric: Rubric) -> [Finding] {
        guard let measurements = recording.measurements else { return [] }
        let levels = measurements.channelLevels
        guard levels.count == 2, let talk = TalkLevel(of: levels)?.level else { return [] }
        let dead = DeadSides(measurements, by: rubric)
        let seconds = Self.seconds(levels, talk: talk).filter { !dead.overlap($0.range) }
        guard Double(seconds.count) >= Self.least else { return [] }
        let limit = rubric[.channelImbalance]
        for weaker in [0, 1] {
            let uneven = seconds.filter { (weaker == 1 ? $0.difference : -$0.difference) > limit }
            let share = Double(uneven.count) / Double(seconds.count)
            guard share >= rubric[.channelImbalanceShare], Double(uneven.count) >= Self.least else { continue }
            let differences = uneven.map { abs($0.difference) }.sorted()
            let median = differences[differences.count / 2]
            var facts = ["channel": Double(weaker), "gain": median]
            facts["alike"] = measurements[.correlation]?.percentile(0.5)
            return [
                Finding(
                    .audioChannelImbalance, .shouldFix, ranges: share >= Self.whole ? [] : uneven.map(\.range).merged(gap: Self.gap),
                    measured: Quantity(median, .decibels), threshold: rubric.quantity(.channelImbalance),
                    confidence: median >= limit + Self.clear ? 0.95 : 0.8, facts: facts)
            ]
        }
        return []
    }

    /// By how many decibels the left side is stronger, in every second that has talk.
    private static func seconds(_ levels: [Series], talk: Double) -> [(range: TimeRange, difference: Double)] {
        let count = min(levels[0].count, levels[1].count)
        let powers = levels.map { $0.powers() }
        let (leftLevels, rightLevels) = (levels[0], levels[1])
        return stride(from: 0, to: count, by: second).compactMap { first in
            var (left, right) = (0.0, 0.0)
            for index in first..<min(first + second, count) {
                guard let one = leftLevels[index], let other = rightLevels[index], max(one, other) >= talk else { continue }
                left += powers[0][index]
                right += powers[1][index]
            }
            guard left > 0, right > 0 else { return nil }
            let range = TimeRange(start: levels[0].range(at: first).start, end: levels[0].range(at: min(first + second, count) - 1).end)
            return (range, 10 * log10(left / right))
        }
    }
}
