/// The mean brightness along lines of a strip of the picture: its shape in one direction. Where the picture moves, the shape moves with it.
struct Projection: Sendable {
    /// 8-bit codes, less those two places before: edges, whatever the brightness.
    private(set) var slopes: [Float]
    /// Mean size of the slopes, in codes: how much there is to follow.
    let texture: Float

    init(means: [Float]) {
        slopes = means.count < 3 ? [] : zip(means.dropFirst(2), means).map { $0 - $1 }
        texture = slopes.isEmpty ? 0 : slopes.reduce(0) { $0 + abs($1) } / Float(slopes.count)
    }

    /// How badly this one and `other` fit for each move of `other` from `-reach` to `reach` places: the squared differences, as a share of what `other`
    /// holds. 0 is exact; two that have nothing in common come to about 2.
    func misfits(to other: Projection, reach: Int) -> [Float]? {
        let count = min(slopes.count, other.slopes.count)
        guard slopes.count == other.slopes.count, count > 3 * reach else { return nil }
        // The middle of the other is looked for all over this one, so that each move compares as many places.
        let span = count - 2 * reach
        var errors = [Float](repeating: 0, count: 2 * reach + 1)
        var energy: Float = 0
        slopes.withUnsafeBufferPointer { own in
            other.slopes.withUnsafeBufferPointer { moved in
                guard let own = own.baseAddress, let moved = moved.baseAddress else { return }
                energy = Self.squares(moved + reach, span)
                for move in 0...2 * reach { errors[move] = Self.difference(own + 2 * reach - move, moved + reach, span) }
            }
        }
        return energy > 0 ? errors.map { $0 / energy } : nil
    }

    private static func difference(_ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>, _ count: Int) -> Float {
        var sums = SIMD8<Float>(repeating: 0)
        var index = 0
        while index + 8 <= count {
            let difference = load(left + index) - load(right + index)
            sums += difference * difference
            index += 8
        }
        return sums.sum()
    }

    private static func squares(_ values: UnsafePointer<Float>, _ count: Int) -> Float {
        var sums = SIMD8<Float>(repeating: 0)
        var index = 0
        while index + 8 <= count {
            let value = load(values + index)
            sums += value * value
            index += 8
        }
        return sums.sum()
    }

    @inline(__always)
    private static func load(_ pointer: UnsafePointer<Float>) -> SIMD8<Float> {
        UnsafeRawPointer(pointer).loadUnaligned(as: SIMD8<Float>.self)
    }
}
