package import ReviewModel

/// Flashes that can set off seizures (WCAG 2.2, success criterion 2.3.1): more than so many general or red flashes within a second over a quarter of
/// the picture, or fewer that go on for long.
///
/// Facts: `area`, the largest share of the picture that flashed too often (0 where it flashed slowly for long); `red`, 1 where it was saturated red.
package struct FlashingRule: Rule {
    package init() {}

    package let codes: [FindingCode] = [.videoFlashing]

    private struct Kind {
        var transitions: SeriesName
        var area: SeriesName
        var isRed: Bool
    }

    /// The second that a moment tells of, and the rounding of bins: how far before a moment its flashes may lie, in seconds.
    private static let reach = 1.2
    /// A run touches a range of bins it has to do with, in seconds.
    private static let slack = 0.2

    package func findings(in recording: Recording, by rubric: Rubric) -> [Finding] {
        guard let measurements = recording.measurements else { return [] }
        var ranges: [TimeRange] = []
        var (most, area, isRed) = (0.0, 0.0, false)
        for kind in [
            Kind(transitions: .flashTransitions, area: .flashArea, isRed: false),
            Kind(transitions: .redFlashTransitions, area: .redFlashArea, isRed: true),
        ] {
            guard let series = measurements[kind.transitions] else { continue }
            let fast = fast(series, measurements[kind.area], by: rubric)
            let found = (fast + long(series, by: rubric)).merged(gap: series.interval / 2)
            guard !found.isEmpty else { continue }
            ranges += found.map { edges(of: $0, in: measurements) }
            isRed = isRed || kind.isRed
            most = max(most, Self.most(of: series, in: found))
            if let share = measurements[kind.area], !fast.isEmpty { area = max(area, Self.most(of: share, in: fast)) }
        }
        guard !ranges.isEmpty else { return [] }
        return [
            Finding(
                .videoFlashing, .mustFix, ranges: ranges.merged(gap: 1), measured: Quantity(most / 2, .flashesPerSecond),
                threshold: rubric.quantity(.flashes), confidence: confidence(most: most, area: area, by: rubric),
                facts: ["area": area, "red": isRed ? 1 : 0])
        ]
    }

    /// Too many flashes within a second.
    private func fast(_ series: Series, _ area: Series?, by rubric: Rubric) -> [TimeRange] {
        let limit = 2 * rubric[.flashes]
        return series.ranges { $0 > limit }.filter { range in
            area.map { Self.most(of: $0, in: [range]) >= rubric[.flashArea] } ?? true
        }
    }

    /// Fewer flashes that fill most of a longer window.
    private func long(_ series: Series, by rubric: Rubric) -> [TimeRange] {
        let limit = 2 * rubric[.extendedFlashes]
        let ranges = series.ranges { $0 >= limit }
        let window = rubric[.extendedFlashWindow]
        return ranges.filter { range in
            // Ranges are apart by whole bins, so the fullest windows begin or end with one of them.
            [TimeRange(start: range.start, end: range.start + window), TimeRange(start: range.end - window, end: range.end)].contains { span in
                let covered = ranges.reduce(0) { $0 + max(0, min($1.end, span.end) - max($1.start, span.start)) }
                return covered >= rubric[.extendedFlashDuration] - 1e-6
            }
        }
    }

    /// Bins tell of the second before them; runs of flashes know when they began and ended.
    private func edges(of range: TimeRange, in measurements: MeasurementSet) -> TimeRange {
        let runs = measurements.events(.flashing).filter { $0.start < range.end && $0.end > range.start - Self.reach }
        guard let first = runs.map(\.start).min(), let last = runs.map(\.end).max() else { return range }
        let start = max(first, range.start - Self.reach)
        return TimeRange(start: start, end: max(start, min(last, range.end + Self.slack)))
    }

    private static func most(of series: Series, in ranges: [TimeRange]) -> Double {
        series.steps.indices.lazy.filter { index in ranges.contains { $0.overlaps(series.range(at: index)) } }.compactMap { series[$0] }.max() ?? 0
    }

    /// Near the limits a picture more or less, or a compressed edge, decides.
    private func confidence(most: Double, area: Double, by rubric: Rubric) -> Double {
        if most <= 2 * rubric[.flashes] { return 0.9 }
        return most >= 2 * rubric[.flashes] + 2 && area >= 1.1 * rubric[.flashArea] ? 0.97 : 0.9
    }
}
