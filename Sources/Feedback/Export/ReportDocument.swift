package import Foundation
package import ReviewModel

/// A report with what its forms need besides: the page shows the measurements and the transcript too.
package struct ReportDocument: Sendable {
    private let report: Report
    private let rubric: Rubric
    private let measurements: MeasurementSet?
    private let transcript: Transcript?

    /// - Parameter rubric: what the report was judged by.
    package init(report: Report, rubric: Rubric, measurements: MeasurementSet?, transcript: Transcript?) {
        self.report = report
        self.rubric = rubric
        self.measurements = measurements
        self.transcript = transcript
    }

    /// The one that the report was made in.
    private var language: ReportLanguage { ReportLanguage(rawValue: report.review.language) ?? .english }

    /// - Parameters:
    ///   - colour: for a terminal that shows it; counts for text only.
    ///   - stills: pictures that go into a page, by the evidence's `href`; the page refers to the others.
    package func data(as format: ReportFormat, colour: Bool = false, stills: [String: HTMLReport.Still] = [:]) throws -> Data {
        switch format {
        case .json: return try report.json()
        case .markdown: return Data(MarkdownReport(report: report, language: language).render().utf8)
        case .text: return Data(TextReport(report: report, colour: colour, language: language).render().utf8)
        case .html:
            let timeline = Timeline(
                measurements: measurements, transcript: transcript, findings: report.findings, duration: report.media?.duration ?? 0,
                rubric: rubric)
            let page = HTMLReport(report: report, timeline: timeline, stills: stills, transcript: transcript, language: language)
            return Data(try page.render().utf8)
        }
    }
}
