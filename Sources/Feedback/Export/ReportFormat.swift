package import Foundation
package import ReviewModel

/// The forms in which a report is handed out.
package enum ReportFormat: String, Sendable, CaseIterable {
    case text, json, html, markdown

    /// As HTTP names it.
    package var contentType: String {
        switch self {
        case .text: "text/plain; charset=utf-8"
        case .json: "application/json"
        case .html: "text/html; charset=utf-8"
        case .markdown: "text/markdown; charset=utf-8"
        }
    }

    /// Whether this form shows the measurements and the transcript besides the report; the others can do without reading them.
    package var showsMaterial: Bool { self == .html }
}

extension Report {
    /// The report as a JSON document: keys sorted, so that two reports can be compared line by line.
    package func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return try encoder.encode(self)
    }
}
