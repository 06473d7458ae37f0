package import ReviewModel

/// Holes between pictures, and timestamps that run back.
///
/// Not every pause is a hole. A recorder of the screen may add a picture only when something changes: nothing is lost then. A pause is a hole where
/// a camera was on show, or where pictures kept coming at a steady rate otherwise, and the picture behind it is another one than that before.
///
/// Facts: `holes`, and `back`, how often the timestamps run back.
package struct TimestampGapRule: Rule {
    package init() {}

    package let codes: [FindingCode] = [.videoTimestampsGap]

    /// The share of the time round a hole, this many seconds to each side, over which pictures come at the usual rate where a recorder does not
    /// leave out those that repeat.
    private static let steadyShare = 0.75
    private static let surroundings = 20.0
    /// Where packets are damaged this near, in seconds, pictures are missing for that reason.
    private static let damage = 0.5

    struct Gap {
        var range: TimeRange
        /// Seconds; negative when the timestamps run back.
        var step: Double
    }

    package func findings(in recording: Recording, by rubric: Rubric) -> [Finding] {
        let gaps = Self.gaps(in: recording, by: rubric)
        guard let longest = gaps.map({ abs($0.step) }).max() else { return [] }
        let back = Double(gaps.count { $0.step < 0 })
        return [
            Finding(
                .videoTimestampsGap, .shouldFix, ranges: gaps.map(\.range).merged(), measured: Quantity(longest, .seconds),
                threshold: rubric.quantity(.timestampGap), confidence: longest > 1.2 * rubric[.timestampGap] || back > 0 ? 0.95 : 0.85,
                facts: ["holes": Double(gaps.count) - back, "back": back])
        ]
    }

    /// Other rules ask, so that a hole is not told of twice.
    static func gaps(in recording: Recording, by rubric: Rubric) -> [Gap] {
        guard let measurements = recording.measurements else { return [] }
        let steps = measurements.events(.timestampGap)
        guard !steps.isEmpty else { return [] }
        let cadence = Cadence(measurements)
        let cameras = measurements.spans.isEmpty ? [] : measurements.ranges(of: [.camera, .mixed])
        let damaged = measurements.events(.decodeError).map { TimeRange(start: $0.start - damage, end: $0.end + damage) }
        return steps.compactMap { event in
            var range = TimeRange(start: min(event.start, event.end), end: max(event.start, event.end))
            if event.value < 0 || range.duration == 0 { return Gap(range: range, step: event.value) }
            guard event.value > rubric[.timestampGap], cameras.contains(where: range.overlaps) || isSteady(around: range, cadence, rubric),
                !damaged.contains(where: range.overlaps)
            else { return nil }
            // The picture before the hole has its time, as any other.
            range.start = min(range.end, range.start + (cadence?.usual ?? 0))
            return changes(behind: range, measurements) ? Gap(range: range, step: event.value) : nil
        }
    }

    private static func isSteady(around hole: TimeRange, _ cadence: Cadence?, _ rubric: Rubric) -> Bool {
        guard let cadence else { return true }
        let spread = rubric[.frameRateSpread]
        // The bin in which a hole ends is not steady by its nature.
        let behind = hole.end + (cadence.bins.first?.range.duration ?? 0)
        let sides = [
            TimeRange(start: hole.start - surroundings, end: hole.start), TimeRange(start: behind, end: behind + surroundings),
        ].compactMap { cadence.steadyShare(of: $0, spread: spread) }
        return sides.isEmpty || sides.reduce(0, +) / Double(sides.count) >= steadyShare
    }

    /// Whether the picture behind a hole is another one than that before.
    private static func changes(behind hole: TimeRange, _ measurements: MeasurementSet) -> Bool {
        guard let motion = measurements.motion else { return true }
        let layer = Int(hole.end / motion.interval + 1e-6)
        guard layer < motion.layers else { return true }
        return !motion.cells(in: layer, atLeast: .slight).isEmpty
    }
}
