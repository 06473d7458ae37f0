internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import OpenAPI
internal import Yams

/// The description of this API for programs (OpenAPI 3.1), with what this installation has.
struct OpenAPIRoutes {
    private let document: Result<ByteBuffer, any Error>
    private let reportSchema: Result<ByteBuffer, any Error>

    /// - Parameters:
    ///   - rubrics: the names that a review can be created with; they are the installation's own.
    ///   - isOpen: whether the service asks nobody who they are.
    init(rubrics: [String], isOpen: Bool) {
        let tree = Result { Self.completed(try Self.tree(), rubrics: rubrics, isOpen: isOpen) }
        document = tree.flatMap { tree in Result { try Self.json(tree) } }
        reportSchema = tree.flatMap { tree in Result { try Self.json(ReportSchema.document(of: tree) ?? [:]) } }
    }

    func add(to routes: inout RouteTable) {
        routes.get("openapi.json", nil) { _, _ in Self.response(try document.get(), "application/json") }
        routes.get("v1/schemas/report", nil) { _, _ in Self.response(try reportSchema.get(), "application/schema+json") }
    }

    private static func response(_ body: ByteBuffer, _ contentType: String) -> Response {
        Response(
            status: .ok, headers: [.contentType: contentType, .cacheControl: "public, max-age=300"], body: ResponseBody(byteBuffer: body))
    }

    private static func tree() throws -> Any {
        // What looks like a date is an example of a string.
        try Yams.load(yaml: OpenAPIDocument.yaml, Resolver.default.removing(.timestamp)) ?? [:]
    }

    private static func json(_ tree: Any) throws -> ByteBuffer {
        ByteBuffer(bytes: try JSONSerialization.data(withJSONObject: tree, options: [.sortedKeys, .withoutEscapingSlashes]))
    }

    /// Puts the names of rubrics where the document leaves their place, and takes away that a token may be left out where it may not.
    private static func completed(_ tree: Any, rubrics: [String], isOpen: Bool) -> Any {
        switch tree {
        case var fields as [String: Any]:
            if fields.removeValue(forKey: "x-lectern-rubrics") != nil { fields["enum"] = rubrics }
            if !isOpen, let ways = fields["security"] as? [[String: Any]], ways.count > 1 { fields["security"] = ways.filter { !$0.isEmpty } }
            return fields.mapValues { completed($0, rubrics: rubrics, isOpen: isOpen) }
        case let items as [Any]: return items.map { completed($0, rubrics: rubrics, isOpen: isOpen) }
        default: return tree
        }
    }
}
