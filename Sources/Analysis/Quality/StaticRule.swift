package import ReviewModel

/// The same slide for minutes while somebody talks.
///
/// A bullet that is added begins the time anew; a pointer, a timer and a letter that is typed do not. Facts: `count`, the slides.
package struct StaticRule: Rule {
    package init() {}

    package let codes: [FindingCode] = [.videoStaticLong]

    /// Cells of the motion map in which something moves at once: fewer are a pointer.
    private static let leastCells = 5

    package func findings(in recording: Recording, by rubric: Rubric) -> [Finding] {
        guard let measurements = recording.measurements, !measurements.spans.isEmpty else { return [] }
        let least = rubric[.staticDuration]
        let found = measurements.ranges(eachOf: [.slide]).flatMap { Self.still(in: $0, measurements.motion) }
            .filter { $0.duration > least && measurements.soundShare(in: $0, above: rubric[.silenceLevel]) >= rubric[.staticSound] }
        guard let longest = found.map(\.duration).max() else { return [] }
        return [
            Finding(
                .videoStaticLong, .advice, ranges: found, measured: Quantity(longest, .seconds), threshold: rubric.quantity(.staticDuration),
                confidence: longest > 1.05 * least ? 0.95 : 0.85, facts: ["count": Double(found.count)])
        ]
    }

    /// The parts of a slide between which something was added.
    private static func still(in range: TimeRange, _ motion: MotionMap?) -> [TimeRange] {
        guard let motion else { return [range] }
        var result: [TimeRange] = []
        var start = range.start
        // What a new slide brings with it is not added to it.
        let layers = (Int(range.start / motion.interval) + 1)..<max(Int(range.start / motion.interval) + 1, Int(range.end / motion.interval))
        for layer in layers.clamped(to: 0..<motion.layers) {
            guard motion.cells(in: layer, atLeast: .moving).count >= leastCells else { continue }
            let time = Double(layer) * motion.interval
            result.append(TimeRange(start: start, end: time))
            start = time + motion.interval
        }
        result.append(TimeRange(start: start, end: range.end))
        return result
    }
}
