package import ReviewModel

/// Mains hum that stands out of what else is heard in pauses.
///
/// Facts: `frequency` of the mains, 50 or 60 Hz; `level` of the hum in dBFS; `prominence` over the noise round it in dB.
package struct HumRule: Rule {
    package init() {}

    package let codes: [FindingCode] = [.audioHum]

    /// A hum of this share of the recording is there throughout.
    private static let whole = 0.95
    /// Seconds by which two hums may lie apart and be one.
    private static let gap = 1.0

    package func findings(in recording: Recording, by rubric: Rubric) -> [Finding] {
        guard let measurements = recording.measurements, let level = measurements[.humLevel], let prominence = measurements[.humProminence]
        else { return [] }
        let hums = measurements.events(.hum).compactMap { event -> Hum? in
            let range = TimeRange(start: event.start, end: event.end)
            guard range.duration >= rubric[.humDuration], let level = median(level, range), let prominence = median(prominence, range),
                level >= rubric[.humLevel], prominence >= rubric[.humProminence]
            else { return nil }
            return Hum(range: range, frequency: event.value, level: level, prominence: prominence)
        }
        guard let loudest = hums.max(by: { $0.level < $1.level }) else { return [] }
        let ranges = hums.map(\.range).merged(gap: Self.gap)
        let sounding = (measurements.summary.audioEnd ?? level.end) - (measurements.summary.audioStart ?? 0)
        let margin = min(loudest.prominence - rubric[.humProminence], loudest.level - rubric[.humLevel])
        return [
            Finding(
                .audioHum, .shouldFix, ranges: ranges.totalDuration >= Self.whole * sounding ? [] : ranges,
                measured: Quantity(loudest.level, .decibelsFullScale), threshold: rubric.quantity(.humLevel),
                confidence: min(0.95, 0.7 + 0.05 * margin),
                facts: ["frequency": loudest.frequency, "level": loudest.level, "prominence": loudest.prominence])
        ]
    }

    private struct Hum {
        var range: TimeRange
        /// Hertz.
        var frequency: Double
        /// dBFS.
        var level: Double
        /// dB.
        var prominence: Double
    }

    private func median(_ series: Series, _ range: TimeRange) -> Double? {
        let first = max(0, Int((range.start - series.start) / series.interval))
        let end = min(series.count, Int(((range.end - series.start) / series.interval).rounded(.up)))
        let values = (first..<max(first, end)).compactMap { series[$0] }.sorted()
        return values.isEmpty ? nil : values[values.count / 2]
    }
}
