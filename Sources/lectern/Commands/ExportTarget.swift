import ArgumentParser
import Feedback

/// A file that a report is to be handed out as, and where to: `findings.csv=reports/optics.csv`, `findings.csv=-` for
/// standard output, or `findings.csv` for a file of this name here.
struct ExportTarget: ExpressibleByArgument, Sendable {
    let export: ReportExport
    let path: String

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let name = parts.first, let export = ReportExport(rawValue: name), parts.last != "" else { return nil }
        self.export = export
        path = parts.count == 2 ? parts[1] : name
    }

    static var allValueStrings: [String] { ReportExport.allCases.map(\.rawValue) }
}
