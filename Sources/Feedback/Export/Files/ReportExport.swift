package import Foundation

/// The files that a report is handed out as, for other programs; raw values are their names.
package enum ReportExport: String, Sendable, CaseIterable {
    /// For spreadsheets.
    case findings = "findings.csv"
    /// For players and pages.
    case chapters = "chapters.vtt"
    /// For the description of a video on YouTube.
    case chapterList = "chapters.txt"
    /// For editors.
    case editList = "markers.edl"
    case timeline = "markers.otio"
    case page = "report.html"

    /// As HTTP names it.
    package var contentType: String {
        switch self {
        case .findings: "text/csv; charset=utf-8"
        case .chapters: "text/vtt; charset=utf-8"
        // Edit lists have no registered type.
        case .chapterList, .editList: "text/plain; charset=utf-8"
        case .timeline: "application/json"
        case .page: "text/html; charset=utf-8"
        }
    }

    /// What it shows beside the report; it can do without reading the rest.
    package var parts: Set<ReportMaterial.Part> {
        switch self {
        case .findings: []
        case .chapters, .chapterList: [.measurements, .transcript]
        case .editList, .timeline: [.measurements]
        case .page: Set(ReportMaterial.Part.allCases)
        }
    }

    /// The file. It throws only where JSON cannot hold a number, such as infinity, or the built-in page does not parse.
    package func data(from material: ReportMaterial) throws -> Data {
        switch self {
        case .findings: return Data(FindingTable.write(material.report).utf8)
        case .chapters: return Data(ChapterFiles.webVTT(ChapterList(material).chapters).utf8)
        case .chapterList: return Data(ChapterFiles.list(ChapterList(material).chapters).utf8)
        case .editList: return Data(EditDecisionList.write(material).utf8)
        case .timeline: return try OpenTimeline(material).json()
        case .page: return try material.data(as: .html)
        }
    }
}
