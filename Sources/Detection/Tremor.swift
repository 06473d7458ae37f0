/// What is fast in a path: the path less the parabola that fits it best for a third of a second on both sides of each place (Savitzky and Golay,
/// 1964). It keeps what is faster than about 2 Hz; a sway of a second and more fits its parabola.
struct Tremor {
    let path: [ShakeMeter.Place]

    /// Seconds on both sides of a place.
    private static let smoothing = 0.32
    private static let turning = 0.5
    /// A path that goes to and fro goes at least this share of its way in each direction.
    private static let backShare = 0.15
    /// Places that a parabola is fitted to; it goes through any three.
    private static let least = 6

    /// Root mean square over a span of time, as a share of the picture's width; nil where there is no path.
    func amount(from start: Double, to end: Double) -> Double? {
        let places = path.indices.filter { path[$0].time >= start - 1e-6 && path[$0].time < end - 1e-6 }
        guard let middle = places.dropFirst(places.count / 2).first else { return nil }
        var (sum, count) = (SIMD2<Double>.zero, 0.0)
        for place in places {
            let near = near(place, within: Self.smoothing)
            guard near.count >= Self.least else { continue }
            let fast = path[place].position - smooth(near, at: path[place].time)
            sum += fast * fast
            count += 1
        }
        guard count > 0 else { return nil }
        let kept = sum.replacing(with: 0, where: .!turns(in: near(middle, within: Self.turning)))
        return (kept.sum() / count).squareRoot()
    }

    /// The parabola through places by least squares, at a time.
    private func smooth(_ places: Range<Int>, at time: Double) -> SIMD2<Double> {
        var (a, b, c, d, e) = (0.0, 0.0, 0.0, 0.0, 0.0)
        var (constant, linear, square) = (SIMD2<Double>.zero, SIMD2<Double>.zero, SIMD2<Double>.zero)
        for place in path[places] {
            let t = place.time - time
            a += 1
            b += t
            c += t * t
            d += t * t * t
            e += t * t * t * t
            constant += place.position
            linear += place.position * t
            square += place.position * (t * t)
        }
        // Cramer's rule for the constant term.
        let whole = a * (c * e - d * d) - b * (b * e - c * d) + c * (b * d - c * c)
        guard whole > 0 else { return constant / a }
        let sum = constant * (c * e - d * d) - (linear * e - square * d) * b + (linear * d - square * c) * c
        return sum / whole
    }

    /// Whether the path goes to and fro, sideways and up and down.
    private func turns(in places: Range<Int>) -> SIMDMask<SIMD2<Int64>> {
        var (forth, back) = (SIMD2<Double>.zero, SIMD2<Double>.zero)
        for (next, place) in zip(path[places].dropFirst(), path[places]) {
            let step = next.position - place.position
            forth += pointwiseMax(step, .zero)
            back -= pointwiseMin(step, .zero)
        }
        return pointwiseMin(forth, back) .>= (forth + back) * Self.backShare
    }

    /// The neighbours of a place in its piece of the path.
    private func near(_ place: Int, within seconds: Double) -> Range<Int> {
        let (time, piece) = (path[place].time, path[place].piece)
        var (first, end) = (place, place + 1)
        while first > 0, path[first - 1].piece == piece, path[first - 1].time >= time - seconds - 1e-6 { first -= 1 }
        while end < path.count, path[end].piece == piece, path[end].time <= time + seconds + 1e-6 { end += 1 }
        return first..<end
    }
}
