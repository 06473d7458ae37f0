internal import Feedback
internal import Foundation

/// Picks the form of a report that a client prefers (RFC 9110, section 12.5.1).
enum Negotiation {
    /// JSON where the client has no preference or none that can be met: scripts say nothing, browsers ask for HTML.
    static func format(accept header: String?) -> ReportFormat {
        guard let header, header != "*/*" else { return .json }
        let offers: [(type: String, format: ReportFormat)] = [
            ("application/json", .json), ("text/html", .html), ("text/markdown", .markdown), ("text/plain", .text),
        ]
        var best: (quality: Double, format: ReportFormat) = (0, .json)
        for range in header.lowercased().split(separator: ",") {
            let parts = range.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
            let quality = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            guard let type = parts.first, let offer = offers.first(where: { matches(type, $0.type) }), quality > best.quality else { continue }
            best = (quality, offer.format)
        }
        return best.format
    }

    private static func matches(_ range: String, _ type: String) -> Bool {
        range == type || range == "*/*" || (range.hasSuffix("/*") && type.hasPrefix(range.dropLast()))
    }
}
