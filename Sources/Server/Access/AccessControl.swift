internal import HTTPTypes
internal import Hummingbird
internal import ReviewModel

/// Who a request comes from.
package struct AccessControl: Sendable {
    /// nil where the service asks nobody who they are.
    private let sources: Sources?

    private struct Sources {
        var tokens: TokenBook
        var verifier: TokenVerifier?
    }

    /// Everybody may do everything: for loopback alone, or behind a proxy that asks.
    package static let open = AccessControl(sources: nil)

    /// Every request needs an access token, or a JSON Web Token where there is a verifier.
    package static func required(tokens: TokenBook, verifier: TokenVerifier? = nil) -> AccessControl {
        AccessControl(sources: Sources(tokens: tokens, verifier: verifier))
    }

    var tokens: TokenBook? { sources?.tokens }

    var isOpen: Bool { sources == nil }

    enum Caller: Sendable {
        case known(Principal)
        /// It said nothing of who it is.
        case unknown
        /// What it said does not count.
        case refused
        /// So it was too often; seconds until it may try again.
        case throttled(wait: Int)
    }

    /// By the `Authorization` header, by the `key` of a link, or by the cookie of a browser that signed in.
    func caller(of request: Request) async -> Caller {
        guard let sources else { return .known(.anybody) }
        if let header = request.headers[.authorization] {
            guard let secret = Self.bearer(header) else { return .refused }
            return await principal(of: secret).map(Caller.known) ?? .refused
        }
        if let key = request.uri.queryParameters["key"] {
            guard let principal = sources.tokens.principal(of: String(key)), case .review = principal.scope else { return .refused }
            return .known(principal)
        }
        guard let secret = SessionCookie.secret(in: request) else { return .unknown }
        return await principal(of: secret).map(Caller.known) ?? .refused
    }

    /// Whose an access token or a JSON Web Token is; nil where it does not count.
    func principal(of secret: String) async -> Principal? {
        guard let sources else { return .anybody }
        if let principal = sources.tokens.principal(of: secret) { return principal }
        guard secret.contains(".") else { return nil }
        return await sources.verifier?.principal(of: secret)
    }

    /// The same for what is answered without waiting: by the value of `Authorization`; nil where more has to be looked at.
    func principal(authorization header: String?) -> Principal? {
        guard let sources else { return .anybody }
        guard let secret = header.flatMap(Self.bearer) else { return nil }
        return sources.tokens.principal(of: secret)
    }

    private static func bearer(_ header: String) -> String? {
        let words = header.split(separator: " ", omittingEmptySubsequences: true)
        guard words.count == 2, words[0].lowercased() == "bearer" else { return nil }
        return String(words[1])
    }
}
