internal import ReviewModel

/// How bright the picture is over time, from the series of luma.
struct Light {
    private let mean: Series
    /// One for each value of `mean`; nil where something was not measured.
    private let bins: [Bin?]
    private let changes: [MediaEvent]

    /// One bin: full-range luma.
    struct Bin {
        var mean: Double
        /// The 2nd and the 98th percentile.
        var low: Double
        var high: Double
        /// The least and the most of what stands out from the ground, here and next to it: where a fault begins, a bin of it is part of something
        /// else.
        var subject: ClosedRange<Double>
        var span: Double { high - low }
    }

    init?(_ measurements: MeasurementSet) {
        guard let mean = measurements[.lumaMean], let low = measurements[.lumaLow], let high = measurements[.lumaHighMaximum] else { return nil }
        let subject = measurements[.lumaSubject] ?? mean
        self.mean = mean
        bins = (0..<mean.count).map { index in
            guard index < min(low.count, high.count), let average = mean[index], let low = low[index], let high = high[index],
                let subject = Self.range(of: subject, at: (Double(index) + 0.5) * mean.interval)
            else { return nil }
            return Bin(mean: average, low: low, high: high, subject: subject)
        }
        changes = measurements.events(.pictureChange)
    }

    /// The least and the most of a series at a moment and next to it.
    private static func range(of subject: Series, at time: Double) -> ClosedRange<Double>? {
        let index = Int(time / subject.interval)
        var range: ClosedRange<Double>?
        for near in (index - 1..<index + 2).clamped(to: 0..<subject.count) {
            guard let value = subject[near] else { continue }
            range = min(range?.lowerBound ?? value, value)...max(range?.upperBound ?? value, value)
        }
        return range
    }

    func bins(in range: TimeRange) -> [Bin] {
        let first = max(0, Int((range.start / mean.interval).rounded(.up)))
        return (first..<max(first, Int(range.end / mean.interval))).compactMap { bins.indices.contains($0) ? bins[$0] : nil }
    }

    /// The stretches over which every bin passes, within others. Their edges lie at the sudden change there, if one was.
    func ranges(in shown: [TimeRange], where test: (Bin) -> Bool, breath: Double) -> [TimeRange] {
        var passing = mean
        for index in 0..<mean.count { passing.steps[index] = bins[index].map(test) ?? false ? 1 : 0 }
        let found = passing.ranges { $0 > 0 }.merged(gap: breath)
        return shown.flatMap { part in
            found.map { TimeRange(start: max($0.start, part.start), end: min($0.end, part.end)) }.filter { $0.duration > 0 }.map(sharpened)
        }
    }

    private func sharpened(_ range: TimeRange) -> TimeRange {
        var result = range
        let reach = mean.interval + 0.001
        if let change = changes.last(where: { $0.start > range.start - reach && $0.start <= range.start + 0.001 }) { result.start = change.start }
        if let change = changes.first(where: { $0.start >= range.end - 0.001 && $0.start < range.end + reach }) { result.end = change.start }
        return result
    }
}
