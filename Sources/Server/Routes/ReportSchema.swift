internal import Foundation

/// The JSON Schema (draft 2020-12) of reports, taken from the description of the API, so that the two cannot differ.
enum ReportSchema {
    private static let prefix = "#/components/schemas/"

    /// - Parameter tree: the OpenAPI document.
    /// - Returns: nil where the document has no report.
    static func document(of tree: Any) -> [String: Any]? {
        guard let document = tree as? [String: Any], let components = document["components"] as? [String: Any],
            let schemas = components["schemas"] as? [String: Any], let report = schemas["Report"]
        else { return nil }
        var definitions: [String: Any] = [:]
        var open = references(in: report)
        while let name = open.popLast() {
            guard definitions[name] == nil, let schema = schemas[name] else { continue }
            definitions[name] = relocated(schema)
            open += references(in: schema)
        }
        guard var root = relocated(report) as? [String: Any] else { return nil }
        root["$schema"] = "https://json-schema.org/draft/2020-12/schema"
        root["$id"] = "urn:lectern:report"
        root["title"] = "A report of Lectern"
        root["$defs"] = definitions
        return root
    }

    private static func references(in schema: Any) -> [String] {
        switch schema {
        case let fields as [String: Any]:
            let own = (fields["$ref"] as? String).flatMap { $0.hasPrefix(prefix) ? [String($0.dropFirst(prefix.count))] : nil } ?? []
            return own + fields.values.flatMap(references)
        case let items as [Any]: return items.flatMap(references)
        default: return []
        }
    }

    /// The same where what it refers to stands beside it.
    private static func relocated(_ schema: Any) -> Any {
        switch schema {
        case var fields as [String: Any]:
            if let reference = fields["$ref"] as? String { fields["$ref"] = reference.replacing(prefix, with: "#/$defs/") }
            return fields.mapValues(relocated)
        case let items as [Any]: return items.map(relocated)
        default: return schema
        }
    }
}
