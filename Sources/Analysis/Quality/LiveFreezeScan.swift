internal import ReviewModel

/// Finds stops in pictures that are known to be a camera's: as a whole, or in an inset on drawn content.
///
/// What a camera sees is never twice the same, so a short history is enough: the picture moved, and from one picture to the next nothing does, not
/// even grain. A person who holds still leaves more than the little that an encoder adds to a picture that is repeated.
struct LiveFreezeScan {
    private let change: Series
    private let motion: MotionMap
    private let cuts: PictureCuts
    /// Seconds.
    private let minimumDuration: Double

    /// Mean difference of neighbouring pictures, in luma: a bin with less is still, and a repeated picture has at most this in most of its bins.
    private static let still = 0.2 / 255
    private static let repeated = 0.1 / 255
    /// What a key frame may add to it in one bin: so much anywhere, and so much if it is spread over this share of the picture.
    private static let stir = 0.8 / 255
    private static let mostStir = 2.0 / 255
    private static let stirShare = 0.4
    /// What moves has at least this, and so many times what is left in the stop.
    private static let live = 0.5 / 255
    private static let prominence = 5.0
    /// So much motion that a single bin of it is enough.
    private static let strong = 2.0 / 255
    /// The history looked at, and the least of it, in bins.
    private static let history = 15
    private static let leastHistory = 2
    /// An inset counts as live when something in it moved in this share of the history.
    private static let liveShare = 0.6

    init?(_ measurements: MeasurementSet, minimumDuration: Double) {
        guard let change = measurements[.change], let motion = measurements.motion else { return nil }
        (self.change, self.motion, self.minimumDuration) = (change, motion, minimumDuration)
        cuts = PictureCuts(measurements)
    }

    /// Stops of the whole picture in a stretch of camera.
    func freezes(in range: TimeRange) -> [FreezeScan.Freeze] {
        runs(in: range, isStill: { (change[$0] ?? 1) <= Self.still }).compactMap { run in
            let before = history(before: run.lowerBound, in: range).compactMap { change[$0] }.sorted()
            let within = run.dropFirst().dropLast().compactMap { change[$0] }.sorted()
            guard !before.isEmpty, !within.isEmpty else { return nil }
            let (moved, left) = (before[before.count / 2], within[within.count / 2])
            guard before.count >= Self.leastHistory || moved >= Self.strong, moved >= Self.live, left <= Self.repeated,
                moved >= Self.prominence * left
            else { return nil }
            return freeze(run, area: 1)
        }
    }

    /// Stops of an inset in a span of mixed content.
    func freezes(in range: TimeRange, inset: PictureArea) -> [FreezeScan.Freeze] {
        let cells = Self.cells(of: inset)
        func moves(_ layer: Int) -> Bool { !motion.cells(in: layer, atLeast: .slight).intersection(cells).isEmpty }
        return runs(in: range, isStill: { $0 < motion.layers && !moves($0) }).compactMap { run in
            let before = history(before: run.lowerBound, in: range)
            guard before.count >= Self.leastHistory, Double(before.count(where: moves)) >= Self.liveShare * Double(before.count) else { return nil }
            let within = run.dropFirst().dropLast().compactMap { change[$0] }.sorted()
            let moved = before.compactMap { change[$0] }.sorted()
            guard let left = within.isEmpty ? nil : within[within.count / 2], !moved.isEmpty else { return nil }
            // What is left must be next to nothing for so small a picture; a pointer beside it may be more than that.
            guard left <= Self.repeated * inset.width * inset.height * 2 || left * 4 < moved[moved.count / 2] else { return nil }
            return freeze(run, area: inset.width * inset.height)
        }
    }

    private func freeze(_ run: Range<Int>, area: Double) -> FreezeScan.Freeze {
        let range = TimeRange(start: Double(run.lowerBound) * change.interval, end: Double(run.upperBound) * change.interval)
        return FreezeScan.Freeze(range: range, area: area)
    }

    /// Bins in a row that are still, at least so many that a freeze of the least length can hide in them. A key frame may stir one of them.
    private func runs(in range: TimeRange, isStill: (Int) -> Bool) -> [Range<Int>] {
        let bins =
            max(0, Int((range.start / change.interval).rounded(.up)))..<max(1, min(change.count, Int((range.end / change.interval).rounded(.up))))
        let least = Int((minimumDuration / change.interval).rounded(.down)) - 1
        var result: [Range<Int>] = []
        var first: Int?
        for bin in bins.lowerBound...max(bins.lowerBound, bins.upperBound) {
            if bin < bins.upperBound, isStill(bin) {
                first = first ?? bin
            } else if let begun = first {
                let after = (bin + 1)..<max(bin + 1, min(bin + 3, bins.upperBound))
                if bin > begun + 1, bin < bins.upperBound, after.allSatisfy(isStill), isStir(bin) { continue }
                if bin - begun >= least { result.append(begun..<bin) }
                first = nil
            }
        }
        return result
    }

    /// A key frame draws the whole picture anew, a little everywhere; what moves does so somewhere.
    private func isStir(_ bin: Int) -> Bool {
        guard let change = change[bin], change < Self.mostStir else { return false }
        guard change >= Self.stir else { return true }
        guard bin < motion.layers else { return false }
        return motion.cells(in: bin, atLeast: .replaced).isEmpty
            && Double(motion.cells(in: bin, atLeast: .slight).count) >= Self.stirShare * Double(MotionMap.cells)
    }

    /// The bins before a stop, back to the last cut; the bin of the stop's beginning holds the last motion and is left out.
    private func history(before bin: Int, in range: TimeRange) -> [Int] {
        let end = Double(bin) * change.interval
        let cut = cuts.last(before: end) ?? range.start
        let start = max(range.start, cut)
        let first = max(bin - Self.history, Int(start / change.interval) + 1)
        return first < bin ? Array(first..<bin) : []
    }

    /// The cells of the motion map that lie in an area by half at least; the nearest where it is smaller than one.
    private static func cells(of area: PictureArea) -> MotionMap.Cells {
        let found = (0..<MotionMap.cells).filter { cell in
            let x = (Double(cell % MotionMap.columns) + 0.5) / Double(MotionMap.columns)
            let y = (Double(cell / MotionMap.columns) + 0.5) / Double(MotionMap.rows)
            return x > area.x && x < area.x + area.width && y > area.y && y < area.y + area.height
        }
        guard found.isEmpty else { return MotionMap.Cells(found) }
        let column = min(MotionMap.columns - 1, Int((area.x + area.width / 2) * Double(MotionMap.columns)))
        let row = min(MotionMap.rows - 1, Int((area.y + area.height / 2) * Double(MotionMap.rows)))
        return MotionMap.Cells([row * MotionMap.columns + column])
    }
}
