internal import Feedback
internal import HTTPTypes
internal import Hummingbird
internal import ReviewModel

/// The values of `signin.mustache`: where somebody says by an access token who they are.
struct SignInPage: Sendable {
    let signIn: PageTexts.SignIn
    let reason: String?
    /// Where they go on to.
    let next: String

    /// Why somebody is here.
    enum Reason: String, Sendable, CaseIterable {
        case ended, wrong
        case notAllowed = "not-allowed"

        func text(_ texts: PageTexts.SignIn) -> String {
            switch self {
            case .ended: texts.ended
            case .wrong: texts.wrong
            case .notAllowed: texts.notAllowed
            }
        }
    }

    struct Routes {
        let desk: PageDesk

        func add(to routes: inout RouteTable) {
            routes.get("signin", nil, show)
            routes.post("signin", nil, enter)
            routes.post("signout", nil, leave)
        }

        @Sendable
        private func show(_ request: Request, _ context: APIContext) async throws -> Response {
            let reason = request.filter("why").flatMap(Reason.init(rawValue:))
            return try page(reason, next: request.filter("next"), .ok, context)
        }

        private func page(_ reason: Reason?, next: String?, _ status: HTTPResponse.Status, _ context: APIContext) throws -> Response {
            let texts = desk.texts.signIn
            let page = SignInPage(signIn: texts, reason: reason?.text(texts), next: PageAddress.local(next) ?? "/")
            // Who is told that a token does not count need not be asked whether they have one.
            let scripts = reason == nil ? ["signin.js"] : []
            return try desk.page(
                try desk.templates.signIn.render(page),
                PageDesk.About(title: texts.heading, place: .signIn, scripts: scripts, status: status), for: context)
        }

        /// Puts a token that counts into the browser. Whoever guesses is slowed down; a good token always counts, so that nobody can lock others out.
        @Sendable
        private func enter(_ request: Request, _ context: APIContext) async throws -> Response {
            try SessionGuard.check(request)
            let fields = try await request.formFields()
            let secret = (fields["token"] ?? "").filter { !$0.isWhitespace }
            guard !desk.access.isOpen else { return .seeOther("/") }
            guard SessionCookie.takes(secret), let principal = await desk.access.principal(of: secret), Self.isOfSomebody(principal) else {
                let level = desk.limits.failures.take(context.network ?? "", at: desk.limits.now)
                guard level.isGranted else { throw Problem.tooManyFailures(wait: level.wait) }
                return try page(.wrong, next: fields["next"], .unauthorized, context)
            }
            var response = Response.seeOther(PageAddress.local(fields["next"]) ?? "/")
            response.headers.append(SessionCookie.field(secret, isSecure: desk.isSecure(request)))
            return response
        }

        /// A link shows one review and signs nobody in.
        private static func isOfSomebody(_ principal: Principal) -> Bool {
            if case .review = principal.scope { false } else { true }
        }

        @Sendable
        private func leave(_ request: Request, _ context: APIContext) async throws -> Response {
            try SessionGuard.check(request)
            var response = Response.seeOther("/signin")
            response.headers.append(SessionCookie.end(isSecure: desk.isSecure(request)))
            return response
        }
    }
}
