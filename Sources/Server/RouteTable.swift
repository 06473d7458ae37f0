internal import HTTPTypes
internal import Hummingbird
package import ReviewModel

/// Every route of the service, each with what a caller must be allowed to do.
package struct RouteTable: Sendable {
    typealias Handler = @Sendable (Request, APIContext) async throws -> Response

    package struct Route: Sendable {
        package let method: String
        /// With parameters in braces.
        package let path: String
        /// nil where anybody may call it.
        package let permission: Permission?
        let handler: Handler

        /// Whether the permission is there is asked before anything else, so that who may not call a route learns nothing from it.
        ///
        /// - Throws: `Problem`, `HTTPError`.
        fileprivate static func check(_ request: Request, _ context: APIContext, _ permission: Permission?) throws {
            if let permission { _ = try context.principal(may: permission) }
            // PostgreSQL takes no text with NUL, and nothing has such a name.
            if request.uri.path.utf8.contains(UInt8(ascii: "%")), request.uri.path.contains("%00") { throw HTTPError(.notFound) }
        }

        @Sendable
        fileprivate func checked(_ request: Request, _ context: APIContext) async throws -> Response {
            try Self.check(request, context, permission)
            return try await handler(request, context)
        }
    }

    package private(set) var routes: [Route] = []

    mutating func add(_ method: HTTPRequest.Method, _ path: String, _ permission: Permission?, _ handler: @escaping Handler) {
        routes.append(Route(method: method.rawValue, path: path, permission: permission, handler: handler))
    }

    mutating func get(_ path: String, _ permission: Permission?, _ handler: @escaping Handler) { add(.get, path, permission, handler) }
    mutating func post(_ path: String, _ permission: Permission?, _ handler: @escaping Handler) { add(.post, path, permission, handler) }
    mutating func put(_ path: String, _ permission: Permission?, _ handler: @escaping Handler) { add(.put, path, permission, handler) }
    mutating func delete(_ path: String, _ permission: Permission?, _ handler: @escaping Handler) { add(.delete, path, permission, handler) }

    /// - Parameter site: what a request must pass first; nil where its token says enough.
    func register(in router: Router<APIContext>, audit: AuditLog, behind site: SiteGuard?) {
        for route in routes {
            guard let method = HTTPRequest.Method(rawValue: route.method) else { continue }
            let (permission, handler) = (route.permission, AuditLog.notes(route) ? audit.noting(route.checked) : route.handler)
            let isNoted = AuditLog.notes(route)
            router.on(RouterPath(route.path), method: method) { request, context in
                try site?.check(request)
                // What is noted is checked within, so that refusals are noted too.
                if !isNoted { try Route.check(request, context, permission) }
                var response = try await handler(request, context)
                SecurityHeaders.add(to: &response.headers)
                return response
            }
        }
    }

    /// The routes of both.
    func joined(with other: RouteTable) -> RouteTable {
        var table = self
        table.routes += other.routes
        return table
    }

    /// The methods that a path takes; none where there is nothing.
    func methods(at path: String) -> [String] {
        let segments = path.split(separator: "/")
        let methods = routes.filter { Self.matches($0.path.split(separator: "/"), segments) }.map(\.method)
        return methods.contains("GET") && !methods.contains("HEAD") ? methods + ["HEAD"] : methods
    }

    private static func matches(_ pattern: [Substring], _ segments: [Substring]) -> Bool {
        pattern.count == segments.count && zip(pattern, segments).allSatisfy { matches($0, $1) }
    }

    /// A parameter may have fixed text before or after it.
    private static func matches(_ pattern: Substring, _ segment: Substring) -> Bool {
        guard let open = pattern.firstIndex(of: "{"), let close = pattern.firstIndex(of: "}") else { return pattern == segment }
        let (head, tail) = (pattern[..<open], pattern[pattern.index(after: close)...])
        return segment.hasPrefix(head) && segment.hasSuffix(tail) && segment.count > head.count + tail.count
    }
}
