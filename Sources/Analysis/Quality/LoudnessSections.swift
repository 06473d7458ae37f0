import Foundation
import ReviewModel

/// Cuts a recording into sections of even loudness.
///
/// Neighbouring seconds are joined, those first that differ least (Ward's method: what joining adds to the sum of squared distances from the mean),
/// until only joints are left that matter. Words make the level jump all the time, so only the moments within 12 dB of the strongest around count;
/// each section is then measured as EBU R 128 measures a programme.
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

    /// A moment counts while it is this close to the strongest within `surroundings` to both sides, in LU and bins.
    private static let active = 12.0
    private static let surroundings = 15
    /// What a joint must be worth to stay: as much as a section of 10 s that is 5 LU off, in bins times LU².
    private static let worth = 100 * 5.0 * 5
    /// Seconds of the smallest piece, and how many there may be.
    private static let pieces = 4000
    /// What is this far under the whole is no part of the programme but a pause (the gate of EBU Tech 3342), in LU.
    private static let gate = 20.0
    /// Noise and hum are steady: their loudness stays within this, in LU. Speech moves by more.
    private static let steady = 5.0
    /// Below this nothing is heard, LUFS (the absolute gate).
    private static let nothing = -70.0

    init(_ momentary: Series, least: Double) {
        let values = (0..<momentary.count).map { momentary[$0] ?? Self.nothing }
        let powers = momentary.powers(missing: Self.nothing)
        let programme = Self.loudness(values[...], powers) ?? Self.nothing
        let found = Self.pieces(of: values, interval: momentary.interval).compactMap { bins -> Section? in
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

    // MARK: Pieces

    private struct Piece {
        var bins: Range<Int>
        var count = 0.0
        var sum = 0.0

        var mean: Double { sum / max(1, count) }

        func joined(_ next: Piece) -> Piece {
            Piece(bins: bins.lowerBound..<next.bins.upperBound, count: count + next.count, sum: sum + next.sum)
        }

        /// What joining adds to the sum of squares.
        func cost(_ next: Piece) -> Double {
            guard count > 0, next.count > 0 else { return 0 }
            return count * next.count / (count + next.count) * (mean - next.mean) * (mean - next.mean)
        }
    }

    private static func pieces(of values: [Double], interval: Double) -> [Range<Int>] {
        guard !values.isEmpty else { return [] }
        let active = active(values)
        let length = max(Int((1 / interval).rounded()), values.count / pieces + 1)
        var pieces = stride(from: 0, to: values.count, by: length).map { first in
            let bins = first..<min(first + length, values.count)
            let own = bins.filter { active[$0] }.map { values[$0] }
            return Piece(bins: bins, count: Double(own.count), sum: own.reduce(0, +))
        }
        // A piece that was joined to the one before it stays in its place, but none of these neighbours is such a piece.
        var before = pieces.indices.map { $0 - 1 }
        var after = pieces.indices.map { $0 + 1 }
        var costs = Tournament(zip(pieces, pieces.dropFirst()).map { $0.cost($1) } + [.infinity])
        while costs.least < worth {
            let (piece, joined) = (costs.winner, after[costs.winner])
            pieces[piece] = pieces[piece].joined(pieces[joined])
            after[piece] = after[joined]
            costs[joined] = .infinity
            costs[piece] = .infinity
            if after[piece] < pieces.count {
                before[after[piece]] = piece
                costs[piece] = pieces[piece].cost(pieces[after[piece]])
            }
            if before[piece] >= 0 { costs[before[piece]] = pieces[before[piece]].cost(pieces[piece]) }
        }
        return sequence(first: 0) { after[$0] < pieces.count ? after[$0] : nil }.map { pieces[$0].bins }
    }

    /// The moments that are no pause between words.
    private static func active(_ values: [Double]) -> [Bool] {
        let margin = Array(repeating: nothing, count: surroundings)
        // Each place comes to hold the most of all from there on to the end of its surroundings: of two, four, eight … bins at first.
        var most = margin + values + margin
        var length = 1
        while length < 2 * surroundings + 1 {
            let step = min(length, 2 * surroundings + 1 - length)
            for index in 0..<most.count - step { most[index] = max(most[index], most[index + step]) }
            length += step
        }
        return values.indices.map { values[$0] > nothing && values[$0] >= most[$0] - active }
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
