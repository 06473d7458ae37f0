package import Foundation
package import ReviewModel

/// A report with what its forms need besides: the page shows the measurements and the transcript too.
package struct ReportDocument: Sendable {
    private let report: Report
    private let measurements: MeasurementSet?
    private let transcript: Transcript?

    package init(report: Report, measurements: MeasurementSet?, transcript: Transcript?) {
        self.report = report
        self.measurements = measurements
        self.transcript = transcript
    }

    /// - Parameters:
    ///   - colour: for a terminal that shows it; counts for text only.
    ///   - stills: pictures that go into a page, by the evidence's `href`; the page refers to the others.
    package func data(as format: ReportFormat, colour: Bool = false, stills: [String: HTMLReport.Still] = [:]) throws -> Data {
        switch format {
        case .json: return try report.json()
        case .markdown: return Data(MarkdownReport(report: report).render().utf8)
        case .text: return Data(TextReport(report: report, colour: colour).render().utf8)
        case .html:
            let timeline = Timeline(
                measurements: measurements, transcript: transcript, findings: report.findings, duration: report.media?.duration ?? 0,
                rubric: Rubric.named(report.review.rubric))
            return Data(try HTMLReport(report: report, timeline: timeline, stills: stills, transcript: transcript).render().utf8)
        }
    }
}
