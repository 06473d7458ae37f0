internal import HTTPTypes
internal import Hummingbird
internal import ReviewModel

/// Finds out who a request comes from, and holds everybody to their share of requests. Errors are answers by the time that they come here.
struct AccessMiddleware: RouterMiddleware {
    let access: AccessControl
    let limits: RequestLimits

    func handle(_ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response) async throws -> Response {
        var context = context
        context.caller = await access.caller(of: request)
        switch context.caller {
        case .refused:
            // Whoever guesses is slowed down; good tokens are not looked at here, so that nobody can lock others out.
            let level = limits.failures.take(context.network ?? "", at: limits.now)
            if !level.isGranted { context.caller = .throttled(wait: level.wait) }
        case .known(let principal):
            let level = limits.take(for: principal)
            guard level.isGranted else { return limits.refusal(level, to: request) }
            var response = try await next(request, context)
            limits.tell(level, in: &response.headers)
            return response
        case .unknown, .throttled: break
        }
        return try await next(request, context)
    }
}

/// How many requests somebody may make.
package struct RequestLimits: Sendable {
    let requests: TokenBuckets
    /// By address: attempts with tokens that do not count.
    let failures: TokenBuckets

    private static let start = ContinuousClock.now

    /// - Parameter perMinute: requests of one token.
    package init(perMinute: Int = 1_200, failuresPerMinute: Int = 10) {
        requests = TokenBuckets(quota: perMinute, window: 60)
        failures = TokenBuckets(quota: failuresPerMinute, window: 60)
    }

    /// Seconds of a clock that does not run back.
    var now: Double { (ContinuousClock.now - Self.start) / .seconds(1) }

    /// Counts a request.
    func take(for principal: Principal) -> TokenBuckets.Level { requests.take(principal.account ?? "", at: now) }

    func refusal(_ level: TokenBuckets.Level, to request: Request) -> Response {
        var problem = Problem.tooManyRequests(wait: level.wait)
        tell(level, in: &problem.headers)
        return problem.response(to: request)
    }

    /// https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/
    func tell(_ level: TokenBuckets.Level, in headers: inout HTTPFields) {
        headers[.rateLimitPolicy] = "\"token\";q=\(requests.quota);w=\(requests.window)"
        headers[.rateLimit] = "\"token\";r=\(level.remaining);t=\(level.wait)"
    }
}

extension HTTPField.Name {
    static let rateLimit = Self("RateLimit")!
    static let rateLimitPolicy = Self("RateLimit-Policy")!
}

extension Problem {
    static func tooManyRequests(wait: Int) -> Problem {
        Problem(
            .tooManyRequests, "rate-limit", title: "Too many requests",
            detail: "Wait \(wait) s. Polls cost least with Prefer: wait, or by /events.", headers: [.retryAfter: "\(wait)"])
    }

    static func tooManyFailures(wait: Int) -> Problem {
        Problem(
            .tooManyRequests, "login-throttled", title: "Too many wrong tokens",
            detail: "Wait \(wait) s, and send a token that counts.", headers: [.retryAfter: "\(wait)"])
    }

    static let unauthenticated = Problem(
        .unauthorized, "unauthenticated", title: "Say who you are",
        detail: "Send an access token: Authorization: Bearer .... An operator makes one with 'lectern token create'.",
        headers: [.wwwAuthenticate: "Bearer realm=\"lectern\""])

    static let invalidToken = Problem(
        .unauthorized, "invalid-token", title: "The token does not count",
        detail: "It is unknown, or its time is over, or it was revoked. Ask an operator for another.",
        headers: [.wwwAuthenticate: "Bearer realm=\"lectern\", error=\"invalid_token\""])

    static let forbidden = Problem(
        .forbidden, "forbidden", title: "Not with this token", detail: "The token's role does not allow this. Ask an operator for one that does.")
}
