internal import ReviewModel

/// Finds stops of drawn or synthetic pictures that come with a hole in the signal.
///
/// A picture or two of black are no cut: nobody puts so short a black between two slides. What moved before such a hole, however slowly, and stands
/// still after it has frozen; and what had frozen before it and stands still after it goes on being so.
struct DropoutFreezeScan {
    private let change: Series
    private let darkest: Series
    private let brightest: Series
    /// The luma up to which a picture is black.
    private let blackLuma: Double
    /// Seconds.
    private let minimumDuration: Double

    /// Mean difference of neighbouring pictures, in luma: a bin with less is still, and a repeated picture has at most this in most of its bins.
    private static let still = 0.2 / 255
    private static let repeated = 0.1 / 255
    /// What moves has at least this, so many times what is left in the stop, for so many bins.
    private static let live = 0.1 / 255
    private static let prominence = 5.0
    private static let history = 8
    /// The pictures beside the black are so many times brighter than black, or it was a fade.
    private static let contrast = 2.0

    init?(_ measurements: MeasurementSet, blackLuma: Double, minimumDuration: Double) {
        guard let change = measurements[.change], let darkest = measurements[.lumaHighMinimum], let brightest = measurements[.lumaHighMaximum]
        else { return nil }
        (self.change, self.darkest, self.brightest, self.blackLuma, self.minimumDuration) = (change, darkest, brightest, blackLuma, minimumDuration)
    }

    func freezes() -> [FreezeScan.Freeze] {
        var result: [FreezeScan.Freeze] = []
        // Of the freeze that was found last, the bin in which it ended.
        var ended: Int?
        for hole in 1..<max(1, change.count - 1) where isHole(hole) {
            let first = hole + 1
            let end = (first..<change.count).first { (change[$0] ?? 1) > Self.still } ?? change.count
            guard Double(end - first + 1) * change.interval >= minimumDuration - 0.001 else { continue }
            let left = (first + 1..<max(first + 2, end - 1)).compactMap { change[$0] }.median
            guard left <= Self.repeated, ended == hole || hasMoved(before: hole, left: left) else { continue }
            let range = TimeRange(start: Double(first) * change.interval, end: Double(end) * change.interval)
            result.append(FreezeScan.Freeze(range: range, area: 1))
            ended = end
        }
        return result
    }

    /// Black for less than a bin, between pictures that are not.
    private func isHole(_ bin: Int) -> Bool {
        guard let dark = darkest[bin], let bright = brightest[bin], let before = darkest[bin - 1], let after = darkest[bin + 1] else { return false }
        return dark <= blackLuma && min(bright, before, after) > Self.contrast * blackLuma
    }

    private func hasMoved(before hole: Int, left: Double) -> Bool {
        guard hole >= Self.history else { return false }
        let moved = (hole - Self.history..<hole).compactMap { change[$0] }.sorted()
        // Nearly all of them: a build on a slide moves for a moment.
        guard moved.count == Self.history else { return false }
        return moved[1] >= Self.live && moved[1] >= Self.prominence * left
    }
}
