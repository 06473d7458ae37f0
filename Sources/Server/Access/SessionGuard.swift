internal import HTTPTypes
internal import Hummingbird

/// Lets no page of another site use the sign-in of a browser: what changes something and comes by the cookie must come from a page of this site.
struct SessionGuard: RouterMiddleware {
    private static let harmless: Set<HTTPRequest.Method> = [.get, .head, .options]

    func handle(_ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response) async throws -> Response {
        if !Self.harmless.contains(request.method), SessionCookie.speaks(for: request) { try Self.check(request) }
        return try await next(request, context)
    }

    /// A browser says where a request comes from in a field that no page can set; an older one at least says the origin.
    ///
    /// - Throws: `Problem`.
    static func check(_ request: Request) throws {
        if let site = request.headers[.secFetchSite] {
            guard site == "same-origin" else { throw Problem.crossSite }
            return
        }
        guard let origin = request.headers[.origin], origin.contains("://"), SiteGuard.isOwn(origin, of: request) else { throw Problem.crossSite }
    }
}

extension HTTPField.Name {
    static let secFetchSite = Self("Sec-Fetch-Site")!
}

extension Problem {
    static let crossSite = Problem(
        .forbidden, "cross-site", title: "Not from another site",
        detail: "What changes something and comes with the sign-in of a browser must come from a page of this service. Open it here, and try again.")
}
