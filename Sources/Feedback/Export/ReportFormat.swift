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

    package var fileExtension: String {
        switch self {
        case .text: "txt"
        case .json: "json"
        case .html: "html"
        case .markdown: "md"
        }
    }
}

extension Report {
    /// The report as a JSON document: keys sorted, so that two reports can be compared line by line.
    package func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return try encoder.encode(self)
    }
}
