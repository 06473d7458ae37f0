import Logging
import ReviewModel
import Server
import Storage

extension Assembly {
    /// How the service meets the world, and the tokens where it asks for any.
    ///
    /// - Throws: `StorageError` where the tokens cannot be read.
    func policy() async throws -> (HTTPService.Policy, TokenBook?) {
        let access = settings.access
        var policy = HTTPService.Policy(
            limits: RequestLimits(perMinute: access.requestsPerMinute, failuresPerMinute: access.failuresPerMinute), origins: Set(access.origins),
            connections: access.connections)
        if let address = access.publicAddress { policy.address = .fixed(address) }
        guard access.isRequired else { return (policy, nil) }
        let tokens = TokenBook(database: database, logger: logger)
        // Before the first request, which would be refused otherwise.
        try await tokens.refresh()
        if tokens.isEmpty && access.issuer == nil { logger.warning("Nobody has a token yet. Make one: lectern token create NAME --role operator") }
        policy.access = .required(tokens: tokens, verifier: verifier(access))
        return (policy, tokens)
    }

    private func verifier(_ access: AccessSettings) -> TokenVerifier? {
        guard let issuer = access.issuer, let source = access.keySet.flatMap(KeySetSource.init) else { return nil }
        return TokenVerifier(trust: .init(issuer: issuer, audience: access.audience), logger: logger, fetch: source.read)
    }
}
