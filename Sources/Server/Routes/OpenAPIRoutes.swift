internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import OpenAPI
internal import Yams

/// The description of this API for programs (OpenAPI 3.1), with what this installation has.
struct OpenAPIRoutes {
    private let document: Result<ByteBuffer, any Error>

    /// - Parameters:
    ///   - rubrics: the names that a review can be created with; they are the installation's own.
    ///   - isOpen: whether the service asks nobody who they are.
    init(rubrics: [String], isOpen: Bool) {
        document = Result { try Self.document(rubrics: rubrics, isOpen: isOpen) }
    }

    func add(to routes: inout RouteTable) {
        routes.get("openapi.json", nil) { _, _ in
            Response(
                status: .ok, headers: [.contentType: "application/json", .cacheControl: "public, max-age=300"],
                body: ResponseBody(byteBuffer: try document.get()))
        }
    }

    private static func document(rubrics: [String], isOpen: Bool) throws -> ByteBuffer {
        // What looks like a date is an example of a string.
        let resolver = Resolver.default.removing(.timestamp)
        let tree = try Yams.load(yaml: OpenAPIDocument.yaml, resolver) ?? [:]
        let options: JSONSerialization.WritingOptions = [.sortedKeys, .withoutEscapingSlashes]
        return ByteBuffer(bytes: try JSONSerialization.data(withJSONObject: completed(tree, rubrics: rubrics, isOpen: isOpen), options: options))
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
