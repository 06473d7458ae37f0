package import ReviewModel

/// Measures a stream of pictures from their small copies: brightness, change and motion over time, and the moments of sudden change.
package struct PictureMeter {
    package private(set) var events: [MediaEvent] = []
    private var bins = PictureBins()
    private var changes = ChangeDetector()
    private var shown: Shown?

    private struct Shown {
        var copy: LumaCopy
        var statistics: LumaStatistics
        var time: Double
        var duration: Double
    }

    package init() {}

    /// Takes the next picture.
    ///
    /// - Parameters:
    ///   - time: when it begins, seconds from the start of the recording; not before the picture that came last.
    ///   - duration: seconds; counts for the last picture only, others end where the next begins.
    package mutating func push(_ copy: LumaCopy, range: LumaRange, at time: Double, duration: Double) {
        guard let before = shown else {
            bins.begin(.none, at: time)
            shown = Shown(copy: copy, statistics: LumaStatistics(of: copy, range: range), time: time, duration: duration)
            return
        }
        bins.show(before.statistics, from: before.time, to: time)
        shown?.time = time
        shown?.duration = duration
        // A static slide comes as the same picture again and again: nothing to count.
        if before.copy == copy {
            step(.none, from: before.statistics, to: before.statistics, at: time)
        } else {
            let after = LumaStatistics(of: copy, range: range)
            step(Self.difference(before, copy, after, range), from: before.statistics, to: after, at: time)
            shown?.copy = copy
            shown?.statistics = after
        }
    }

    /// Ends the last picture. The series and the motion map, in order of time.
    package mutating func finish() -> (series: [Series], motion: MotionMap) {
        if let last = shown {
            bins.show(last.statistics, from: last.time, to: last.time + last.duration)
            shown = nil
        }
        bins.finish()
        return (bins.series, bins.motion)
    }

    private mutating func step(_ difference: LumaDifference, from before: LumaStatistics, to after: LumaStatistics, at time: Double) {
        bins.begin(difference, at: time)
        if changes.isChange(difference, from: before, to: after, at: time) {
            events.append(MediaEvent(.pictureChange, start: time, value: difference.whole))
        }
    }

    private static func difference(_ before: Shown, _ copy: LumaCopy, _ after: LumaStatistics, _ range: LumaRange) -> LumaDifference {
        guard before.copy.width == copy.width, before.copy.height == copy.height else {
            // The stream changed its picture size. The pictures cannot be compared, but every pixel was drawn anew.
            let cells = Array(repeating: MotionLevels.replaced, count: MotionMap.cells)
            return LumaDifference(whole: abs(after.mean - before.statistics.mean), cells: cells)
        }
        return LumaDifference(before.copy, copy, range: range)
    }
}
