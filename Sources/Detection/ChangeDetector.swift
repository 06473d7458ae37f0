import ReviewModel

/// Tells sudden changes of the picture (a cut, a new slide, black) from motion that goes on.
struct ChangeDetector {
    /// Mean absolute difference of the whole picture from which on it has changed, full-range luma.
    private static let whole = 4.0 / 255
    /// From here on a change is strong: no camera moves that fast.
    private static let strong = 24.0 / 255
    /// The share of the grid's cells whose content must be replaced for a change in part.
    private static let replacedShare = 0.2
    /// The step of the 98th percentile that is a change by itself: a dark slide to black moves few pixels.
    private static let highStep = 0.1
    /// How far a change must stand above the median of the recent differences: moving pictures differ all the time, evenly.
    private static let prominence = 3.0
    /// A change that is not strong must also stand this far above every difference in the last quarter of a second: motion that sets in is none.
    private static let suddenness = 2.0
    private static let justNow = 0.25
    /// What is recent: this many seconds, but at least this many pictures (a recording of one a second), and at most what the window can hold.
    private static let recent = 1.0
    private static let leastRecent = 5
    private static let mostRecent = 120

    private var history: [(time: Double, whole: Double)] = []

    /// Looks at the step to a picture that begins at `time`, and remembers it.
    mutating func isChange(_ difference: LumaDifference, from before: LumaStatistics, to after: LumaStatistics, at time: Double) -> Bool {
        defer { remember(difference.whole, at: time) }
        guard Self.isLarge(difference, from: before, to: after), difference.whole > Self.prominence * median else { return false }
        return difference.whole > Self.strong || difference.whole > Self.suddenness * latest(at: time)
    }

    private static func isLarge(_ difference: LumaDifference, from before: LumaStatistics, to after: LumaStatistics) -> Bool {
        if difference.whole > whole || abs(after.high - before.high) > highStep { return true }
        let replaced = difference.cells.count { MotionLevels.level($0) == .replaced }
        return Double(replaced) >= replacedShare * Double(MotionMap.cells)
    }

    private var median: Double {
        let sorted = history.map(\.whole).sorted()
        return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
    }

    private func latest(at time: Double) -> Double {
        history.lazy.filter { $0.time > time - Self.justNow }.map(\.whole).max() ?? 0
    }

    private mutating func remember(_ whole: Double, at time: Double) {
        history.append((time, whole))
        let old = history.prefix(max(0, history.count - Self.leastRecent)).count { $0.time < time - Self.recent }
        history.removeFirst(max(old, history.count - Self.mostRecent))
    }
}
