package import ReviewModel

/// Measures a stream of pictures from their small copies: brightness, change and motion over time, and the moments of sudden change.
package struct PictureMeter {
    private var sudden: [MediaEvent] = []
    private var bins = PictureBins()
    private var changes = ChangeDetector()
    private var flashes = FlashMeter()
    private var shake = ShakeMeter()
    private var bars = BarMeter()
    private var spans = SpanMeter()
    private var peak = HeldSeries(.lumaPeak, .luma, resolution: 1.0 / 4096, .most)
    private var subject = HeldSeries(.lumaSubject, .luma, interval: 0.5, resolution: 1.0 / 256, .mean)
    private var detail = DetailMeter()
    private var colours = ColourMeter()
    private var scrolls = ScrollMeter()
    private var holes = PictureHoleMeter()
    private var shown: Shown?
    private let costs: CostLedger

    private struct Shown {
        var copy: LumaCopy
        var statistics: LumaStatistics
        var time: Double
        var duration: Double
    }

    package init(costs: CostLedger = CostLedger()) {
        self.costs = costs
    }

    /// What happened at a moment; complete after `finish`.
    package var events: [MediaEvent] { sudden + flashes.events + scrolls.events + holes.events }

    /// Takes the next picture.
    ///
    /// - Parameters:
    ///   - planes: the picture at full size, for meters that sample it now and then; asked only during the call.
    ///   - hasPlanesAtHand: whether `planes` costs nothing.
    ///   - time: when it begins, seconds from the start of the recording; not before the picture that came last.
    ///   - duration: seconds; counts for the last picture only, others end where the next begins.
    ///   - follows: whether the picture before it was handed over too. Where it was not, what was measured before holds up to here, but nothing
    ///     can be said of how the picture came to change.
    package mutating func push(
        _ copy: LumaCopy, range: LumaRange, planes: () -> PicturePlanes? = { nil }, hasPlanesAtHand: Bool = true, at time: Double,
        duration: Double, follows: Bool = true
    ) {
        withoutActuallyEscaping(planes) { planes in
            let picture = measured(copy, range, planes, hasPlanesAtHand, at: time)
            costs.book(.detail) { detail.push(picture) }
            if let shown {
                costs.book(.bins) { show(shown, until: time) }
                let isSudden = follows && costs.book(.bins) { step(picture, from: shown.statistics) }
                costs.book(.spans) { spans.push(picture, isSudden: isSudden) }
                if !follows { bins.begin(.none, at: time) }
            } else {
                bins.begin(.none, at: time)
                spans.push(picture, isSudden: false)
            }
            costs.book(.flashing) { flashes.push(picture) }
            costs.book(.shake) { shake.push(picture) }
            costs.book(.bars) { bars.push(picture) }
            costs.book(.scrolls) { scrolls.push(picture) }
            costs.book(.holes) { holes.push(picture, follows: follows) }
            shown = Shown(copy: copy, statistics: picture.statistics, time: time, duration: duration)
        }
    }

    /// Notes that a picture is shown at a time, seconds, that is not handed over: the one before it stands for it, up to its end.
    package mutating func pass(at time: Double, duration: Double) {
        if let shown { costs.book(.bins) { show(shown, until: time) } }
        shown?.time = time
        shown?.duration = duration
        bins.begin(.none, at: time)
    }

    /// Ends the last picture. The series, the motion map and the spans, in order of time.
    package mutating func finish() -> (series: [Series], motion: MotionMap, spans: [PictureSpan]) {
        guard let last = shown else { return (bins.series, bins.motion, []) }
        let end = last.time + last.duration
        show(last, until: end)
        shown = nil
        bins.finish()
        scrolls.finish()
        let light = [peak.finish(), subject.finish()]
        let series = bins.series + light + [shake.finish(at: end)] + flashes.finish(at: end) + bars.finish(at: end) + detail.finish(at: end)
        return (series, bins.motion, spans.finish(at: end))
    }

    private mutating func show(_ picture: Shown, until end: Double) {
        bins.show(picture.statistics, from: picture.time, to: end)
        peak.hold(picture.statistics.peak, from: picture.time, to: end)
        subject.hold(picture.statistics.subject, from: picture.time, to: end)
    }

    private mutating func measured(
        _ copy: LumaCopy, _ range: LumaRange, _ planes: @escaping () -> PicturePlanes?, _ hasPlanesAtHand: Bool, at time: Double
    ) -> MeasuredPicture {
        let own = hasPlanesAtHand ? planes() : nil
        let isSame = shown?.copy == copy
        var picture = MeasuredPicture(
            copy: copy, range: range, statistics: shown?.statistics ?? .black, difference: .none, isRepeated: isSame, time: time,
            planes: { own ?? planes() }, hasPlanesAtHand: hasPlanesAtHand)
        if !isSame {
            costs.book(.statistics) {
                picture.statistics = LumaStatistics(of: copy, range: range)
                if let shown { picture.difference = Self.difference(shown, copy, picture.statistics, range) }
            }
        }
        costs.book(.colour) { addColour(own, to: &picture) }
        return picture
    }

    /// Looks at the colour where luma alone does not say enough: in pictures that are dark, and in those that hardly change.
    private mutating func addColour(_ planes: PicturePlanes?, to picture: inout MeasuredPicture) {
        let isDark = picture.statistics.high < Self.dark
        guard isDark || picture.difference.whole < Self.moving else {
            colours.pass()
            return
        }
        let isRepeated = picture.isRepeated
        guard let change = colours.change(planes, range: picture.range, isRepeated: isRepeated) ?? (isRepeated ? nil : LumaDifference.none) else {
            return
        }
        picture.isRepeated = false
        // A picture that was brightened by its colour may have lost it.
        if isRepeated { picture.statistics = LumaStatistics(of: picture.copy, range: picture.range) }
        if isDark || picture.statistics.high < Self.dark { picture.statistics.brighten(to: colours.brightness(picture.range)) }
        if shown != nil { picture.difference.rise(to: change) }
    }

    /// Luma: pictures below are looked at for what colour adds to them, and those whose luma changes by more are not asked for their colour's change.
    private static let dark = 0.1
    private static let moving = 2.0 / 255

    /// Whether the picture changed all at once.
    private mutating func step(_ picture: MeasuredPicture, from before: LumaStatistics) -> Bool {
        bins.begin(picture.difference, at: picture.time)
        let isChange = changes.isChange(picture.difference, from: before, to: picture.statistics, at: picture.time)
        if isChange { sudden.append(MediaEvent(.pictureChange, start: picture.time, value: picture.difference.whole)) }
        return isChange
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
