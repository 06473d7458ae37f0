internal import ReviewModel

/// Sharpens the edges of ranges that were found in bins with the exact moments at which the picture changed.
struct PictureEdges {
    let changes: [MediaEvent]
    /// Seconds of a bin.
    let interval: Double

    /// Half a millisecond: times of pictures and bins differ by rounding.
    private static let slack = 0.0005

    /// The range's own bins pass as a whole. A bin beside them that passes in part holds the edge: at the change within it,
    /// or, where a fade has no such moment, in its middle.
    func refine(_ range: TimeRange, partial: Series, passes: (Double) -> Bool) -> TimeRange {
        var result = range
        let before = Int(((range.start - partial.start) / interval).rounded()) - 1
        let after = Int(((range.end - partial.start) / interval).rounded())
        if let change = changes.last(where: { $0.start > range.start - interval + Self.slack && $0.start <= range.start + Self.slack }) {
            result.start = change.start
        } else if before >= 0, before < partial.count, let value = partial[before], passes(value) {
            result.start = range.start - interval / 2
        }
        if let change = changes.first(where: { $0.start >= range.end - Self.slack && $0.start < range.end + interval - Self.slack }) {
            result.end = change.start
        } else if after < partial.count, let value = partial[after], passes(value) {
            result.end = range.end + interval / 2
        }
        return result
    }
}
