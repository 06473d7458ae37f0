package import Foundation
import ReviewModel

extension ReportMaterial {
    /// The report in a form that stands alone: its stills are in it, and a page has no address that leads nowhere.
    ///
    /// - Parameter colour: for a terminal that shows it; counts for text only.
    package func data(as format: ReportFormat, colour: Bool = false) throws -> Data {
        let document = ReportDocument(report: alone(as: format), rubric: rubric, measurements: measurements, transcript: transcript)
        return try document.data(as: format, colour: colour, stills: stills.mapValues { HTMLReport.Still.jpeg($0) })
    }

    private func alone(as format: ReportFormat) -> Report {
        switch format {
        case .text, .markdown: report
        case .json: withStills
        case .html: withoutAddresses
        }
    }

    private var withStills: Report {
        var report = report
        for item in report.findings.indices {
            for place in report.findings[item].evidence.indices {
                guard let still = stills[report.findings[item].evidence[place].href] else { continue }
                report.findings[item].evidence[place].href = "data:image/jpeg;base64,\(still.base64EncodedString())"
            }
        }
        return report
    }

    private var withoutAddresses: Report {
        var report = report
        for item in report.findings.indices {
            report.findings[item].evidence = report.findings[item].evidence.filter { stills[$0.href] != nil }
        }
        report.transcript?.href = [:]
        return report
    }
}
