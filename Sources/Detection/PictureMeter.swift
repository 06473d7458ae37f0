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
    ///   - planes: the picture at full size, for meters that sample it now and then; asked only during the call.
    ///   - time: when it begins, seconds from the start of the recording; not before the picture that came last.
    ///   - duration: seconds; counts for the last picture only, others end where the next begins.
    ///   - follows: whether the picture before it was handed over too. Where it was not, what was measured before holds up to here, but nothing
    ///     can be said of how the picture came to change.
    package mutating func push(
        _ copy: LumaCopy, range: LumaRange, planes: () -> PicturePlanes? = { nil }, at time: Double, duration: Double,
        follows: Bool = true
    ) {
        withoutActuallyEscaping(planes) { planes in
            let picture = measured(copy, range, planes, at: time)
            if let shown {
                bins.show(shown.statistics, from: shown.time, to: time)
                if follows { step(picture, from: shown.statistics) } else { bins.begin(.none, at: time) }
            } else {
                bins.begin(.none, at: time)
            }
            shown = Shown(copy: copy, statistics: picture.statistics, time: time, duration: duration)
        }
    }

    /// Notes that a picture is shown at a time, seconds, that is not handed over.
    package mutating func pass(at time: Double) {
        bins.begin(.none, at: time)
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

    private func measured(_ copy: LumaCopy, _ range: LumaRange, _ planes: @escaping () -> PicturePlanes?, at time: Double) -> MeasuredPicture {
        if let shown, shown.copy == copy {
            // Nothing to count.
            return MeasuredPicture(
                copy: copy, range: range, statistics: shown.statistics, difference: .none, isRepeated: true, time: time, planes: planes)
        }
        let statistics = LumaStatistics(of: copy, range: range)
        let difference = shown.map { Self.difference($0, copy, statistics, range) } ?? .none
        return MeasuredPicture(
            copy: copy, range: range, statistics: statistics, difference: difference, isRepeated: false, time: time, planes: planes)
    }

    private mutating func step(_ picture: MeasuredPicture, from before: LumaStatistics) {
        bins.begin(picture.difference, at: picture.time)
        if changes.isChange(picture.difference, from: before, to: picture.statistics, at: picture.time) {
            events.append(MediaEvent(.pictureChange, start: picture.time, value: picture.difference.whole))
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
