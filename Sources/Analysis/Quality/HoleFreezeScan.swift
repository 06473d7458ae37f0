internal import ReviewModel

/// Finds stops of drawn pictures that come with a hole in the signal.
///
/// A picture or two of black are no cut: nobody puts so short a black between two slides. What moved before such a hole, however slowly, and stands
/// still after it has frozen; and what had frozen before it and stands still after it goes on being so.
struct HoleFreezeScan {
    private let change: Series
    private let holes: [MediaEvent]
    /// Seconds.
    private let minimumDuration: Double

    /// Mean difference of neighbouring pictures, in luma: a bin with less is still, and a repeated picture has at most this in most of its bins.
    private static let still = 0.2 / 255
    private static let repeated = 0.1 / 255
    /// What moves has at least this, and so many times what is left in the stop, in all but one of so many bins: a build of a slide moves for a moment.
    private static let live = 0.1 / 255
    private static let prominence = 5.0
    private static let history = 8

    /// - Parameter blackLuma: the luma up to which a picture is black.
    init?(_ measurements: MeasurementSet, blackLuma: Double, minimumDuration: Double) {
        guard let change = measurements[.change] else { return nil }
        (self.change, self.minimumDuration) = (change, minimumDuration)
        holes = measurements.events(.pictureHole).filter { $0.value <= blackLuma }
    }

    func freezes() -> [FreezeScan.Freeze] {
        var result: [FreezeScan.Freeze] = []
        // Of the freeze that was found last, the bin in which it ended.
        var ended: Int?
        for hole in holes {
            let (begin, first) = (bin(hole.start), bin(hole.end) + 1)
            guard first < change.count else { continue }
            let end = (first..<change.count).first { (change[$0] ?? 1) > Self.still } ?? change.count
            let within = (first..<end).dropFirst().dropLast().compactMap { change[$0] }
            guard Double(end - first + 1) * change.interval >= minimumDuration - 0.001, !within.isEmpty, within.median <= Self.repeated,
                ended == begin || hasMoved(before: begin, left: within.median)
            else { continue }
            let range = TimeRange(start: Double(first) * change.interval, end: Double(end) * change.interval)
            result.append(FreezeScan.Freeze(range: range, area: 1))
            ended = end
        }
        return result
    }

    /// Half a millisecond: times of pictures are rounded.
    private func bin(_ time: Double) -> Int { Int((time - change.start + 0.0005) / change.interval) }

    private func hasMoved(before bin: Int, left: Double) -> Bool {
        guard bin >= Self.history else { return false }
        let moved = (bin - Self.history..<bin).compactMap { change[$0] }.sorted()
        return moved.count == Self.history && moved[1] >= max(Self.live, Self.prominence * left)
    }
}
