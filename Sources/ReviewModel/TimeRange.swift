/// A half-open span of a recording: seconds from its start, `end` excluded.
package struct TimeRange: Sendable, Codable, Hashable {
    package var start: Double
    package var end: Double

    package init(start: Double, end: Double) {
        self.start = start
        self.end = end
    }

    /// Seconds.
    package var duration: Double { end - start }

    package var middle: Double { (start + end) / 2 }

    package func overlaps(_ other: TimeRange) -> Bool {
        start < other.end && other.start < end
    }

    package func contains(_ time: Double) -> Bool {
        start <= time && time < end
    }
}

extension [TimeRange] {
    /// The same ranges in order of time, with those joined that are at most `gap` seconds apart.
    package func merged(gap: Double = 0) -> [TimeRange] {
        var result: [TimeRange] = []
        for range in sorted(by: { $0.start < $1.start }) {
            if let last = result.last, range.start <= last.end + gap {
                result[result.count - 1].end = Swift.max(last.end, range.end)
            } else {
                result.append(range)
            }
        }
        return result
    }

    /// Seconds covered; the ranges must not overlap.
    package var totalDuration: Double {
        reduce(0) { $0 + $1.duration }
    }
}
