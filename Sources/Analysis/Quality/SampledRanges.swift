internal import ReviewModel

/// Makes time ranges of a series that was sampled now and then: each value stands from its sample to the next.
///
/// What begins between two samples is seen at the second, so on average half an interval late; a change of the whole picture between them is the
/// exact moment.
struct SampledRanges {
    let series: Series
    let changes: [MediaEvent]
    /// Where the series counts.
    let within: [TimeRange]

    /// A hundredth of a second: pictures do not begin where bins do.
    private static let slack = 0.01

    /// - Parameter steadied: by the median of five values, which keeps edges and drops what stands alone.
    init?(_ name: SeriesName, in measurements: MeasurementSet, within: [TimeRange], steadied: Bool = false) {
        guard let series = measurements[name] else { return nil }
        self.series = steadied ? Self.steadied(series) : series
        changes = measurements.events(.pictureChange)
        self.within = within
    }

    private static func steadied(_ series: Series) -> Series {
        var result = series
        for index in series.steps.indices where series.steps[index] != Series.missing {
            let reach = min(2, index, series.count - 1 - index)
            result.steps[index] = series.step(in: index - reach..<index + reach + 1) { $0 / 2 } ?? Series.missing
        }
        return result
    }

    /// The ranges over which values pass, joined over gaps of up to `gap` seconds, and the values in them that were measured.
    ///
    /// - Parameter share: of the bins in a range, how many must pass.
    func ranges(gap: Double, share: Double, where passes: (Double) -> Bool) -> [(range: TimeRange, values: [Double])] {
        series.ranges(where: passes).merged(gap: gap + Self.slack).flatMap { range in
            within.compactMap { area -> TimeRange? in
                let (start, end) = (max(range.start, area.start), min(range.end, area.end))
                return end > start ? TimeRange(start: start, end: end) : nil
            }
        }.compactMap { range in
            let first = Int(((range.start - series.start) / series.interval + Self.slack).rounded(.down))
            let end = min(series.count, Int(((range.end - series.start) / series.interval - Self.slack).rounded(.up)))
            let values = (first..<max(first, end)).compactMap { series[$0] }
            guard Double(values.count(where: passes)) >= share * Double(end - first) else { return nil }
            return (refine(range), values)
        }
    }

    private func refine(_ range: TimeRange) -> TimeRange {
        var result = range
        let half = series.interval / 2
        if let change = change(before: range.start) {
            result.start = change
        } else if range.start - half > series.start, !isEdge(range.start) {
            result.start -= half
        }
        if let change = change(before: range.end) {
            result.end = change
        } else if range.end < series.end - Self.slack, !isEdge(range.end) {
            result.end -= half
        }
        return result
    }

    private func change(before time: Double) -> Double? {
        changes.last { $0.start > time - series.interval + Self.slack && $0.start <= time + Self.slack }?.start
    }

    private func isEdge(_ time: Double) -> Bool {
        within.contains { abs($0.start - time) < Self.slack || abs($0.end - time) < Self.slack }
    }
}

extension [Double] {
    /// The middle value; zero of none.
    var median: Double {
        isEmpty ? 0 : sorted()[count / 2]
    }
}
