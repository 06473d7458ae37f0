import Foundation
package import ReviewModel

/// What the timeline picture shows, reduced to what a picture can show: a recording of three hours is a few hundred points.
package struct Timeline: Sendable, Hashable {
    /// Seconds; never 0.
    package let duration: Double
    /// Whether anybody knows how long the recording is: of one that cannot be opened there is nothing to draw.
    let hasLength: Bool
    /// Loudness over time, oldest first, at most `mostPoints`.
    let loudness: [Point]
    /// The loudness a lecture should have, LUFS.
    let band: ClosedRange<Double>
    /// Slides and shots: what lies between changes of the whole picture.
    let shots: [TimeRange]
    let speech: [TimeRange]
    /// The findings in the report's order.
    let marks: [Mark]

    /// The loudness of a stretch; nil where there was nothing to measure.
    struct Point: Sendable, Hashable {
        var time: Double
        var value: Double?
    }

    struct Mark: Sendable, Hashable {
        /// Counted from 1, as in the list of findings.
        var number: Int
        var anchor: String
        var title: String
        var severity: Severity
        /// Empty for the whole recording.
        var ranges: [TimeRange]
    }

    static let mostPoints = 600

    /// - Parameters:
    ///   - findings: in the report's order; their numbers come from it.
    ///   - duration: seconds; 0 where it is not known, then the measurements tell.
    package init(
        measurements: MeasurementSet?, transcript: Transcript?, findings: [Report.Item], duration: Double, rubric: Rubric = .lecture
    ) {
        let summary = measurements?.summary
        let ends = [summary?.videoEnd, summary?.audioEnd, findings.flatMap(\.ranges).map(\.end).max()].compactMap(\.self)
        let length = duration.isFinite && duration > 0 ? duration : ends.max() ?? 0
        self.duration = max(length, 0.1)
        hasLength = length > 0
        loudness = Self.reduced(measurements?[.loudnessMomentary])
        let (low, high) = (rubric[.loudnessLow], rubric[.loudnessHigh])
        band = min(low, high)...max(low, high)
        shots = Self.shots(measurements, end: summary?.videoEnd ?? self.duration, shortest: self.duration / 400)
        speech = (transcript?.speech ?? []).merged(gap: max(0.3, self.duration / 400))
        marks = findings.enumerated().map { index, item in
            Mark(number: index + 1, anchor: item.anchor, title: item.title, severity: item.severity, ranges: item.ranges.merged())
        }
    }

    /// The mean of sound energy over equal stretches: a mean of decibels would make pauses count as much as words.
    private static func reduced(_ series: Series?) -> [Point] {
        guard let series, series.count > 0 else { return [] }
        let stride = (series.count + mostPoints - 1) / mostPoints
        return Swift.stride(from: 0, to: series.count, by: stride).map { first in
            let last = min(first + stride, series.count)
            let energies = (first..<last).compactMap { series[$0] }.map { pow(10, $0 / 10) }
            let middle = series.start + Double(first + last) / 2 * series.interval
            return Point(time: middle, value: energies.isEmpty ? nil : 10 * log10(energies.reduce(0, +) / Double(energies.count)))
        }
    }

    /// Changes closer together than a picture can show count as one.
    private static func shots(_ measurements: MeasurementSet?, end: Double, shortest: Double) -> [TimeRange] {
        guard let measurements, measurements.summary.frames > 0 || !measurements.events(.pictureChange).isEmpty else { return [] }
        var starts = [measurements.summary.videoStart ?? 0]
        for event in measurements.events(.pictureChange).sorted(by: { $0.start < $1.start }) where event.start - starts[starts.count - 1] > shortest {
            starts.append(event.start)
        }
        return zip(starts, starts.dropFirst() + [end]).filter { $0 < $1 }.map { TimeRange(start: $0, end: $1) }
    }
}

extension Report.Item {
    /// The name that links within a page go by; an id from elsewhere may hold what a link cannot.
    var anchor: String {
        let safe = id.unicodeScalars.map { ("a"..."z").contains($0) || ("A"..."Z").contains($0) || ("0"..."9").contains($0) ? String($0) : "-" }
        return "finding-" + safe.joined()
    }
}
