package import Foundation
import ReviewModel

extension ReportMaterial {
    /// The report in a form that stands alone: its stills are in it, or left out where they would not be seen, and none is at an address that leads
    /// nowhere.
    ///
    /// - Parameter colour: for a terminal that shows it; counts for text only.
    package func data(as format: ReportFormat, colour: Bool = false) throws -> Data {
        let document = ReportDocument(report: alone(as: format), rubric: rubric, measurements: measurements, transcript: transcript)
        return try document.data(as: format, colour: colour, stills: stills.mapValues { HTMLReport.Still.jpeg($0) })
    }

    private func alone(as format: ReportFormat) -> Report {
        switch format {
        case .text: return report
        // Pictures that are part of the text itself would bury it.
        case .markdown: return withEvidence { _ in nil }
        case .json: return withEvidence { href in stills[href].map { "data:image/jpeg;base64,\($0.base64EncodedString())" } }
        case .html:
            var report = withEvidence { stills[$0] == nil ? nil : $0 }
            report.transcript?.href = [:]
            return report
        }
    }

    /// The report with the evidence that has an address, at that address.
    private func withEvidence(at address: (String) -> String?) -> Report {
        var report = report
        for item in report.findings.indices {
            report.findings[item].evidence = report.findings[item].evidence.compactMap { evidence in
                address(evidence.href).map { Report.Evidence(kind: evidence.kind, time: evidence.time, href: $0) }
            }
        }
        return report
    }
}
