/// Divides a recording where its loudness steps.
///
/// Neighbouring seconds are joined, those first that differ least (Ward's method: what joining adds to the sum of squared distances from the mean),
/// until only joints are left that matter. Words make the level jump all the time, so only the moments within 12 dB of the strongest around count.
enum LoudnessPieces {
    /// A moment counts while it is this close to the strongest within `surroundings` to both sides, in LU and bins.
    private static let active = 12.0
    private static let surroundings = 15
    /// What a joint must be worth to stay: as much as a section of 10 s that is 5 LU off, in bins times LU².
    private static let worth = 100 * 5.0 * 5
    /// How many pieces there may be at first, of a second or longer.
    private static let most = 4000

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

    static func bins(of values: [Double], interval: Double) -> [Range<Int>] {
        guard !values.isEmpty else { return [] }
        let active = active(values)
        let length = max(Int((1 / interval).rounded()), values.count / most + 1)
        var pieces = stride(from: 0, to: values.count, by: length).map { first in
            let bins = first..<min(first + length, values.count)
            let own = bins.filter { active[$0] }.map { values[$0] }
            return Piece(bins: bins, count: Double(own.count), sum: own.reduce(0, +))
        }
        // Pieces keep their places. One that was joined to the piece before it is no longer anyone's neighbour.
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
        let margin = Array(repeating: LoudnessSections.nothing, count: surroundings)
        // Each place comes to hold the highest of all from there on to the end of its surroundings: of two, four, eight … bins at first.
        var highest = margin + values + margin
        var length = 1
        while length < 2 * surroundings + 1 {
            let step = min(length, 2 * surroundings + 1 - length)
            for index in 0..<highest.count - step { highest[index] = max(highest[index], highest[index + step]) }
            length += step
        }
        return values.indices.map { values[$0] > LoudnessSections.nothing && values[$0] >= highest[$0] - active }
    }
}
