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

    /// By the `Authorization` header, or by the `key` of a link.
    func caller(of request: Request) async -> Caller {
        guard let sources else { return .known(.anybody) }
        if let header = request.headers[.authorization] {
            guard let secret = Self.bearer(header) else { return .refused }
            if let principal = sources.tokens.principal(of: secret) { return .known(principal) }
            if secret.contains("."), let principal = await sources.verifier?.principal(of: secret) { return .known(principal) }
            return .refused
        }
        guard let key = request.uri.queryParameters["key"] else { return .unknown }
        guard let principal = sources.tokens.principal(of: String(key)), case .review = principal.scope else { return .refused }
        return .known(principal)
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
