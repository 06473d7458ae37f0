internal import ReviewModel

/// How bright the picture is over time, from the series of luma.
struct Light {
    private let mean: Series
    private let low: Series
    private let high: Series
    private let subject: Series
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
        (self.mean, self.low, self.high) = (mean, low, high)
        subject = measurements[.lumaSubject] ?? mean
        changes = measurements.events(.pictureChange)
    }

    private subscript(index: Int) -> Bin? {
        guard index < min(mean.count, low.count, high.count), let mean = mean[index], let low = low[index], let high = high[index],
            let subject = subject(at: (Double(index) + 0.5) * self.mean.interval)
        else { return nil }
        return Bin(mean: mean, low: low, high: high, subject: subject)
    }

    private func subject(at time: Double) -> ClosedRange<Double>? {
        let index = Int(time / subject.interval)
        let near = (index - 1...index + 1).compactMap { subject.steps.indices.contains($0) ? subject[$0] : nil }
        guard let least = near.min(), let most = near.max() else { return nil }
        return least...most
    }

    func bins(in range: TimeRange) -> [Bin] {
        let first = max(0, Int((range.start / mean.interval).rounded(.up)))
        return (first..<max(first, Int(range.end / mean.interval))).compactMap { self[$0] }
    }

    /// The stretches over which every bin passes, within others. Their edges lie at the sudden change there, if one was.
    func ranges(in shown: [TimeRange], where test: (Bin) -> Bool, breath: Double) -> [TimeRange] {
        var passing = mean
        for index in 0..<mean.count { passing.steps[index] = self[index].map(test) ?? false ? 1 : 0 }
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
