package import ReviewModel

/// A picture that was moving stops while sound goes on.
///
/// A cell of the motion map is *live* while it has moved through most of the last three seconds. The picture froze where its live
/// cells, enough of them to be a camera, an inset or a clip, all stop at once and stay still. A static slide has no live cells, a
/// pointer has too few, and a cut to a still picture is no stop; nor is a page that scrolled, a dissolve into a slide, a fade to black, or a speaker
/// who holds still before a camera, whose grain goes on.
///
/// Facts: `area`, the share of the picture that froze.
package struct FrozenRule: Rule {
    package init() {}

    package let codes: [FindingCode] = [.videoFrozen]

    package func findings(in recording: Recording, by rubric: Rubric) -> [Finding] {
        guard let measurements = recording.measurements, let motion = measurements.motion else { return [] }
        let freezes = drawnFreezes(measurements, motion, rubric) + liveFreezes(measurements, rubric) + holeFreezes(measurements, rubric)
        let edges = MotionEdges(measurements: measurements, interval: motion.interval)
        let stillness = Stillness(measurements: measurements, blackLuma: rubric[.blackLuma], blackPeak: rubric[.blackPeak])
        let holes = TimestampGapRule.gaps(in: recording, by: rubric).map(\.range)
        let unseen = measurements.summary.unseen ?? []
        let found = freezes.compactMap { freeze -> (range: TimeRange, area: Double)? in
            let range = edges.refine(freeze.range)
            // Without pictures there is nothing to freeze, and those that were not decoded stand still in the measurements.
            guard !holes.contains(where: { $0.contains(range.middle) }), !unseen.contains(where: range.overlaps) else { return nil }
            guard range.duration >= rubric[.frozenDuration] - 0.001, measurements.soundShare(in: range, above: rubric[.silenceLevel]) > 0,
                stillness.isRepetition(range)
            else { return nil }
            return (range, freeze.area)
        }
        guard let longest = found.map(\.range.duration).max(), let area = found.map(\.area).max() else { return [] }
        return [
            Finding(
                .videoFrozen, .mustFix, ranges: found.map(\.range).merged(), measured: Quantity(longest, .seconds),
                threshold: rubric.quantity(.frozenDuration), confidence: 0.92, facts: ["area": area])
        ]
    }
}

extension FrozenRule {
    /// Where the picture is known to be a camera's.
    private func liveFreezes(_ measurements: MeasurementSet, _ rubric: Rubric) -> [FreezeScan.Freeze] {
        guard !measurements.spans.isEmpty, let scan = LiveFreezeScan(measurements, minimumDuration: rubric[.frozenDuration]) else { return [] }
        let whole = measurements.ranges(of: [.camera]).flatMap { scan.freezes(in: $0) }
        let insets = measurements.spans.flatMap { span in span.inset.map { scan.freezes(in: span.range, inset: $0) } ?? [] }
        return whole + insets
    }

    /// Where it is not known, and on screens that show moving things: only what moved for long is taken for a camera or a clip.
    private func drawnFreezes(_ measurements: MeasurementSet, _ motion: MotionMap, _ rubric: Rubric) -> [FreezeScan.Freeze] {
        let changes = measurements.events(.pictureChange)
        let change = measurements[.change]
        let scrolls = measurements.events(.scrollEnd)
        let freezes = FreezeScan(
            motion: motion, changes: changes.map(\.start), cuts: changes.filter { isCut($0, change) }.map(\.start),
            minimumArea: rubric[.frozenArea], minimumDuration: rubric[.frozenDuration]
        ).freezes().filter { freeze in !scrolls.contains { abs($0.start - freeze.range.start) < Self.scrollReach } }
        guard !measurements.spans.isEmpty else { return freezes }
        let screens = measurements.ranges(of: [.screen])
        return freezes.filter { freeze in screens.contains { $0.contains(freeze.range.start - 1) && $0.contains(freeze.range.middle) } }
    }

    /// After holes in the signal, on drawn pictures.
    private func holeFreezes(_ measurements: MeasurementSet, _ rubric: Rubric) -> [FreezeScan.Freeze] {
        guard let scan = HoleFreezeScan(measurements, blackLuma: rubric[.blackLuma], minimumDuration: rubric[.frozenDuration]) else { return [] }
        let drawn = measurements.ranges(of: [.slide, .screen])
        return scan.freezes().filter { freeze in drawn.contains { $0.contains(freeze.range.start - 1) && $0.contains(freeze.range.middle) } }
    }

    /// Seconds between the end of a scroll and the stop that it is: the stop is known to a bin or two.
    private static let scrollReach = 0.5

    /// A cut stands out from the motion after it; the first step of a page that scrolls is like those that follow.
    private static let cutProminence = 2.0

    private func isCut(_ event: MediaEvent, _ change: Series?) -> Bool {
        guard let change else { return true }
        let bin = Int((event.start - change.start) / change.interval)
        let after = (bin + 1..<bin + 4).compactMap { (0..<change.count).contains($0) ? change[$0] : nil }
        return event.value > Self.cutProminence * (after.max() ?? 0)
    }
}

/// Moves the edges of a freeze from whole bins to the pictures that moved last and first.
private struct MotionEdges {
    let measurements: MeasurementSet
    let interval: Double

    func refine(_ range: TimeRange) -> TimeRange {
        var result = range
        if let last = value(.motionLast, before: range.start) { result.start = range.start - interval + last }
        if let first = value(.motionFirst, before: range.end + interval) { result.end = range.end + first }
        return result
    }

    /// The offset in the bin that ends at a time.
    private func value(_ name: SeriesName, before end: Double) -> Double? {
        guard let series = measurements[name] else { return nil }
        let index = Int(((end - series.start) / interval).rounded()) - 1
        return series.steps.indices.contains(index) ? series[index] : nil
    }
}
