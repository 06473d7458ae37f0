internal import HTTPTypes
internal import Hummingbird

/// Lets pages of some other origins use the API (the Fetch standard's CORS protocol).
struct CrossOriginMiddleware: RouterMiddleware {
    /// As browsers send them: scheme, host and port.
    let origins: Set<String>

    private static let methods = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"
    private static let exposed = [
        "Location", "ETag", "Link", "Retry-After", "Preference-Applied", "RateLimit", "RateLimit-Policy", "Tus-Resumable", "Tus-Version",
        "Tus-Extension", "Tus-Max-Size", "Upload-Offset", "Upload-Length", "Upload-Expires", "Upload-Complete", "Upload-Metadata",
        "Upload-Defer-Length", "Upload-Concat", "Upload-Limit", "Content-Range", "Accept-Ranges", "Content-Disposition", "WWW-Authenticate",
    ].joined(separator: ", ")

    func handle(_ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response) async throws -> Response {
        let origin = request.headers[.origin].flatMap { origins.contains($0) ? $0 : nil }
        guard let origin else {
            var response = try await next(request, context)
            response.headers.append(HTTPField(name: .vary, value: "Origin"))
            return response
        }
        var response: Response
        if request.method == .options, request.headers[.accessControlRequestMethod] != nil {
            response = Response(status: .noContent)
            response.headers[.accessControlAllowMethods] = Self.methods
            // No answer lets cookies in, so that there is nothing that a header could be misused for.
            response.headers[.accessControlAllowHeaders] = request.headers[.accessControlRequestHeaders]
            response.headers[.accessControlMaxAge] = "7200"
        } else {
            response = try await next(request, context)
            response.headers[.accessControlExposeHeaders] = Self.exposed
        }
        response.headers[.accessControlAllowOrigin] = origin
        response.headers.append(HTTPField(name: .vary, value: "Origin"))
        return response
    }
}
