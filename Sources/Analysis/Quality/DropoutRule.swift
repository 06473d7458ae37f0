package import ReviewModel

/// Holes in the sound: it breaks off in the middle of a wave and comes back a moment later.
///
/// A hole that is found on both sides at once is one. Holes that are less certain, because they stand in a pause or a coder filled them with noise,
/// count beside certain ones.
///
/// Facts: `holes`, how many; `longest` in seconds; `channel`, where only one side has them: 0 left, 1 right.
package struct DropoutRule: Rule {
    package init() {}

    package let codes: [FindingCode] = [.audioDropout]

    /// Holes this close together are one range, in seconds: a fault that comes every second.
    private static let gap = 2.1
    /// How many decibels less a hole may fall that stands near a certain one.
    private static let lenience = 7.0
    /// How far the edges of one hole may lie apart on two channels, in seconds.
    private static let same = 0.02
    /// A hole this much over the threshold is beyond doubt, in decibels.
    private static let clear = 8.0

    private struct Hole {
        var range: TimeRange
        var fall: Double
        var channels: Set<Int>
    }

    package func findings(in recording: Recording, by rubric: Rubric) -> [Finding] {
        guard let measurements = recording.measurements else { return [] }
        let lengths = rubric[.dropoutShortest]...max(rubric[.dropoutShortest], rubric[.dropoutLongest])
        let limit = rubric[.dropoutFall]
        let holes = Self.joined(measurements.events(.soundHole)).filter { lengths.contains($0.range.duration) && $0.fall >= limit - Self.lenience }
        let certain = holes.filter { $0.fall >= limit }
        let ranges = Self.ranges(holes, certain)
        guard !ranges.isEmpty else { return [] }
        let counted = holes.filter { hole in ranges.contains { $0.overlaps(hole.range) } }
        let isClear = certain.count > 1 || certain.contains { $0.fall >= limit + Self.clear }
        let channels = counted.reduce(into: Set<Int>()) { $0.formUnion($1.channels) }
        var facts = ["holes": Double(counted.count), "longest": counted.map(\.range.duration).max() ?? 0]
        if channels.count == 1, measurements.summary.channels == 2 { facts["channel"] = channels.first.map(Double.init) }
        return [
            Finding(
                .audioDropout, .mustFix, ranges: ranges, measured: Quantity(Double(counted.count), .count), threshold: Quantity(0, .count),
                confidence: isClear ? 0.95 : 0.8, facts: facts)
        ]
    }

    /// Neighbours joined, as long as one among them is certain.
    private static func ranges(_ holes: [Hole], _ certain: [Hole]) -> [TimeRange] {
        holes.map(\.range).merged(gap: gap).filter { range in certain.contains { $0.range.overlaps(range) } }
    }

    /// The holes, those of several channels at once joined.
    private static func joined(_ events: [MediaEvent]) -> [Hole] {
        var holes: [Hole] = []
        for event in events {
            let near = holes.indices.suffix(8).last {
                abs(holes[$0].range.start - event.start) <= same && abs(holes[$0].range.end - event.end) <= same
            }
            let channel = event.channel ?? 0
            if let near, !holes[near].channels.contains(channel) {
                holes[near].channels.insert(channel)
                holes[near].fall = max(holes[near].fall, event.value)
            } else {
                holes.append(Hole(range: TimeRange(start: event.start, end: event.end), fall: event.value, channels: [channel]))
            }
        }
        return holes
    }
}
