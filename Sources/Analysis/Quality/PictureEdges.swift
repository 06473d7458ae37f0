internal import ReviewModel

/// Sharpens the edges of ranges that were found in bins with the exact moments at which the picture changed, or came to rest after a fade and left
/// its rest with another.
struct PictureEdges {
    let changes: [MediaEvent]
    /// Seconds of a bin.
    let interval: Double
    /// When the first and the last picture in each bin moved, from the bin's beginning.
    var motionFirst: Series?
    var motionLast: Series?

    /// Half a millisecond: times of pictures and bins differ by rounding.
    private static let slack = 0.0005

    /// The range's own bins pass as a whole. A bin beside them that passes in part holds the edge: at the change within it,
    /// or, where a fade has no such moment, where the fade has come to rest; in its middle, where nothing rests.
    func refine(_ range: TimeRange, partial: Series, passes: (Double) -> Bool) -> TimeRange {
        var result = range
        let before = Int(((range.start - partial.start) / interval).rounded()) - 1
        let after = Int(((range.end - partial.start) / interval).rounded())
        if let change = changes.last(where: { $0.start > range.start - interval + Self.slack && $0.start <= range.start + Self.slack }) {
            result.start = change.start
        } else if before >= 0, before < partial.count, let value = partial[before], passes(value) {
            result.start = rest(from: before, by: 1) ?? range.start - interval / 2
        } else if let rest = rest(from: before + 1, by: 1) {
            result.start = rest
        }
        if let change = changes.first(where: { $0.start >= range.end - Self.slack && $0.start < range.end + interval - Self.slack }) {
            result.end = change.start
        } else if after < partial.count, let value = partial[after], passes(value) {
            result.end = rest(from: after, by: -1) ?? range.end + interval / 2
        } else if let rest = rest(from: after - 1, by: -1) {
            result.end = rest
        }
        return result
    }

    /// Seconds within which a fade that has become black is over.
    private static let reach = 1.0

    /// The last moment of motion from a bin on, before a bin without any; the first, going back. Nil where there is none, or no end of it.
    private func rest(from bin: Int, by step: Int) -> Double? {
        guard let series = step > 0 ? motionLast : motionFirst else { return nil }
        var moment: Double?
        for offset in 0...Int(Self.reach / interval) {
            let current = bin + step * offset
            guard series.steps.indices.contains(current) else { return nil }
            guard let value = series[current] else { return moment }
            moment = series.start + Double(current) * interval + value
        }
        return nil
    }
}
