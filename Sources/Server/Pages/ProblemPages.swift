internal import Feedback
internal import HTTPTypes
internal import Hummingbird
internal import ReviewModel

/// Tells people of errors in a page with a way back, where programs get a problem document. Who has to say who they are is led to where they can.
struct ProblemPages: Sendable {
    let desk: PageDesk

    /// The values of `problem.mustache`.
    private struct Content: Sendable {
        let problem: PageTexts.Problem
        let heading: String
        let detail: String
        let status: Int
        let back: String?
        let mayGoHome: Bool
    }

    /// nil for what is not asked for by somebody who looks at a page.
    func response(to problem: Problem, _ request: Request, _ context: APIContext) -> Response? {
        guard Self.isOfPage(request) else { return nil }
        let isLink = request.uri.queryParameters["key"] != nil
        if !isLink, let response = signIn(after: problem, request) { return response }
        return try? page(for: problem, isLink: isLink, request, context)
    }

    private static func isOfPage(_ request: Request) -> Bool {
        !request.uri.path.hasPrefix("/v1/") && Negotiation.format(accept: request.headers[.accept]) == .html
    }

    private func signIn(after problem: Problem, _ request: Request) -> Response? {
        let reason: SignInPage.Reason?
        switch problem.slug {
        case Problem.unauthenticated.slug: reason = nil
        case Problem.invalidToken.slug: reason = .ended
        case Problem.forbidden.slug where request.method == .get || request.method == .head: reason = .notAllowed
        default: return nil
        }
        let next = request.method == .get || request.method == .head ? request.uri.description : nil
        var response = Response.seeOther(PageAddress.with("/signin", [("next", next), ("why", reason?.rawValue)]))
        if reason == .ended { response.headers.append(SessionCookie.end(isSecure: desk.isSecure(request))) }
        return response
    }

    private func page(for problem: Problem, isLink: Bool, _ request: Request, _ context: APIContext) throws -> Response {
        let texts = desk.texts.problem
        var (heading, detail) = (problem.title, problem.detail)
        if problem.slug == "not-found" { (heading, detail) = (texts.notFound, texts.notFoundDetail) }
        if isLink, problem.status == .unauthorized { (heading, detail) = (texts.linkEnded, texts.linkEndedDetail) }
        let content = Content(
            problem: texts, heading: heading, detail: detail, status: problem.status.code,
            back: request.method == .post ? PageAddress.local(Self.referrer(request)) : nil,
            mayGoHome: context.principal.permissions.contains(.follow) && !isLink)
        var response = try desk.page(
            try desk.templates.problem.render(content), PageDesk.About(title: heading, status: problem.status), for: context)
        for name in [HTTPField.Name.retryAfter, .allow] { response.headers[name] = problem.headers[name] }
        return request.method == .head ? Response(status: response.status, headers: response.headers) : response
    }

    /// The page that a form stood on.
    private static func referrer(_ request: Request) -> String? {
        guard let referrer = request.headers[.referer], let authority = request.head.authority else { return nil }
        let parts = referrer.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
        return parts.count == 4 && String(parts[2]) == authority ? "/" + parts[3] : nil
    }
}
