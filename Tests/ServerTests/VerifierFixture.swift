import ReviewModel
import Synchronization
import TestSupport

@testable import Server

/// A verifier of JSON Web Tokens, with an issuer and a clock that do what a test says.
struct VerifierFixture {
    let time = TestClock()
    let issuer = IssuerDouble()
    let verifier: TokenVerifier

    static let trust = TokenVerifier.Trust(issuer: "https://id.example", audience: "lectern")

    init() {
        let issuer = issuer
        verifier = TokenVerifier(trust: Self.trust, clock: time.clock, logger: AccessFixture.silent) { try issuer.answer() }
    }

    /// What a token says, as JSON by name. `now+5` and the like stand for moments; nil takes a claim away.
    func claims(_ changes: [String: String?] = [:]) -> [String: String] {
        let usual = [
            "iss": "\"https://id.example\"", "aud": "\"lectern\"", "sub": "\"ann\"", "exp": "now+3600", "roles": "[\"instructor\"]",
        ]
        var claims = usual
        for (name, value) in changes { claims[name] = value }
        let now = Int(time.clock.now)
        return claims.mapValues { value in
            guard value.hasPrefix("now"), let offset = Int(value.dropFirst(3)) else { return value }
            return "\(now + offset)"
        }
    }
}

/// Where an issuer publishes its keys: they can change, and cannot always be had.
final class IssuerDouble: Sendable {
    struct Unreachable: Error {}

    private struct State {
        var answer: String?
        var requests = 0
    }

    private let state = Mutex(State())

    /// How often it was asked.
    var requests: Int { state.withLock(\.requests) }

    func publish(_ keys: SigningKey...) { publish(SigningKey.set(keys.map(\.published))) }

    func publish(_ set: String) { state.withLock { $0.answer = set } }

    func goAway() { state.withLock { $0.answer = nil } }

    func answer() throws -> String {
        let answer = state.withLock { state in
            state.requests += 1
            return state.answer
        }
        guard let answer else { throw Unreachable() }
        return answer
    }
}
