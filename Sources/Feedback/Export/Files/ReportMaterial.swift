package import Foundation
package import ReviewModel

/// A report with what its files show besides: what was measured, what was said, and the stills.
package struct ReportMaterial: Sendable {
    package var report: Report
    /// What the report was judged by.
    package var rubric: Rubric
    package var measurements: MeasurementSet?
    package var transcript: Transcript?
    /// JPEG, by the evidence's `href`.
    package var stills: [String: Data]

    package init(
        report: Report, rubric: Rubric = .lecture, measurements: MeasurementSet? = nil, transcript: Transcript? = nil, stills: [String: Data] = [:]
    ) {
        self.report = report
        self.rubric = rubric
        self.measurements = measurements
        self.transcript = transcript
        self.stills = stills
    }

    /// What there is beside the report itself.
    package enum Part: Sendable, CaseIterable {
        case measurements, transcript, stills
    }

    /// The recording's length in seconds: as declared, else the end of the last thing that is known of it; 0 where nothing is.
    var duration: Double {
        if let declared = report.media?.duration, declared.isFinite, declared > 0 { return declared }
        let summary = measurements?.summary
        let ends: [Double?] = [
            summary?.videoEnd, summary?.audioEnd, transcript?.segments.last?.range.end, report.findings.flatMap(\.ranges).map(\.end).max(),
        ]
        let known = ends.compactMap(\.self).filter(\.isFinite)
        return max(0, known.max() ?? 0)
    }
}
