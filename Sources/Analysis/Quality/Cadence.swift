internal import ReviewModel

/// How evenly the pictures of a recording follow each other.
struct Cadence {
    /// The usual time between two pictures, seconds: the middle of the shortest and the longest of a bin, in half of the bins.
    let usual: Double
    /// The bins in which pictures begin, in order.
    let bins: [Bin]

    struct Bin {
        var index: Int
        var range: TimeRange
        /// Seconds between two pictures that follow each other.
        var shortest: Double
        var longest: Double
    }

    /// Containers round times to a millisecond; the difference of two may be out by two.
    private static let rounding = 0.0025

    /// Nil where fewer than three pictures were measured.
    init?(_ measurements: MeasurementSet) {
        guard let shortest = measurements[.intervalShortest], let longest = measurements[.intervalLongest], measurements.summary.frames > 2 else {
            return nil
        }
        bins = (0..<min(shortest.count, longest.count)).compactMap { index in
            guard let least = shortest[index], let most = longest[index] else { return nil }
            return Bin(index: index, range: shortest.range(at: index), shortest: least, longest: most)
        }
        let middles = bins.map { ($0.shortest + $0.longest) / 2 }.sorted()
        guard !middles.isEmpty else { return nil }
        usual = middles[middles.count / 2]
    }

    /// Whether every picture of a bin comes at about the usual time after the one before it.
    func isSteady(_ bin: Bin, spread: Double) -> Bool {
        let slack = spread * usual + Self.rounding
        return bin.longest <= usual + slack && bin.shortest >= usual - slack
    }

    /// The share of a stretch, 0 to 1, in which pictures follow each other at the usual rate; nil where none begin.
    func steadyShare(of range: TimeRange, spread: Double) -> Double? {
        let inside = bins.filter { $0.range.start >= range.start && $0.range.end <= range.end }
        guard let first = inside.first, let last = inside.last else { return nil }
        let steady = inside.filter { isSteady($0, spread: spread) }
        // At less than two pictures a second a bin stands for more than its own length.
        let covered = steady.reduce(0) { $0 + max($1.range.duration, usual) }
        return min(1, covered / max(last.range.end - first.range.start, 0.001))
    }
}
