import ReviewModel
import TestSupport
import Testing

@testable import Server

@Suite("The issuer's keys change") struct SigningKeyRotationTests {
    @Test("A new key is found by asking again, once the pause is over")
    func newKey() async throws {
        let fixture = VerifierFixture()
        let (old, new) = (try await SigningKey.es256("old"), try await SigningKey.rs256("new"))
        fixture.issuer.publish(old)
        #expect(try await fixture.verifier.principal(of: old.token(fixture.claims())) != nil)
        fixture.issuer.publish(old, new)
        fixture.time.advance(15)
        #expect(try await fixture.verifier.principal(of: new.token(fixture.claims())) == nil)
        #expect(fixture.issuer.requests == 1)
        fixture.time.advance(1)
        #expect(try await fixture.verifier.principal(of: new.token(fixture.claims())) != nil)
        #expect(try await fixture.verifier.principal(of: old.token(fixture.claims())) != nil)
        #expect(fixture.issuer.requests == 2)
    }

    @Test("Tokens with unknown keys make it ask once in the pause, however many they are")
    func pause() async throws {
        let fixture = VerifierFixture()
        let (key, stranger) = (try await SigningKey.es256("a"), try await SigningKey.es256("b"))
        fixture.issuer.publish(key)
        for round in 1...3 {
            for number in 0..<20 {
                let token = try stranger.token(fixture.claims(["sub": "\"\(number)\""]), header: ["alg": "ES256", "kid": "\(round)-\(number)"])
                #expect(await fixture.verifier.principal(of: token) == nil)
            }
            #expect(fixture.issuer.requests == round)
            fixture.time.advance(16)
        }
        #expect(try await fixture.verifier.principal(of: key.token(fixture.claims())) != nil)
    }

    @Test("A key that is taken back stops to count after the lifetime, for tokens that were good before too")
    func withdrawn() async throws {
        let fixture = VerifierFixture()
        let (old, new) = (try await SigningKey.es256("old"), try await SigningKey.es256("new"))
        fixture.issuer.publish(old, new)
        let token = try old.token(fixture.claims())
        #expect(await fixture.verifier.principal(of: token) != nil)
        fixture.issuer.publish(new)
        fixture.time.advance(600)
        #expect(await fixture.verifier.principal(of: token) != nil)
        fixture.time.advance(1)
        #expect(await fixture.verifier.principal(of: token) == nil)
        #expect(try await fixture.verifier.principal(of: old.token(fixture.claims())) == nil)
        #expect(try await fixture.verifier.principal(of: new.token(fixture.claims())) != nil)
    }

    @Test("While the issuer cannot be reached, or answers nonsense, the keys known so far count", arguments: [nil, "", "<html>", "{}"] as [String?])
    func unreachable(answer: String?) async throws {
        let fixture = VerifierFixture()
        let key = try await SigningKey.es256("a")
        fixture.issuer.publish(key)
        let token = try key.token(fixture.claims())
        #expect(await fixture.verifier.principal(of: token) != nil)
        if let answer { fixture.issuer.publish(answer) } else { fixture.issuer.goAway() }
        fixture.time.advance(1_000)
        #expect(await fixture.verifier.principal(of: token) != nil)
        #expect(try await fixture.verifier.principal(of: key.token(fixture.claims())) != nil)
        #expect(fixture.issuer.requests == 2)
    }

    @Test("An issuer that could not be reached at first is asked again after the pause")
    func lateStart() async throws {
        let fixture = VerifierFixture()
        let key = try await SigningKey.es256("a")
        let token = try key.token(fixture.claims())
        #expect(await fixture.verifier.principal(of: token) == nil)
        fixture.issuer.publish(key)
        #expect(await fixture.verifier.principal(of: token) == nil)
        #expect(fixture.issuer.requests == 1)
        fixture.time.advance(16)
        #expect(await fixture.verifier.principal(of: token) != nil)
    }

    @Test("A key of a kind that is not known does not take the others with it")
    func strangeKind() async throws {
        let fixture = VerifierFixture()
        let key = try await SigningKey.es256("a")
        let others = [
            ["kty": "oct", "kid": "shared", "k": "c2VjcmV0"], ["kty": "RSA", "kid": "later", "alg": "RS1024", "n": "AQAB", "e": "AQAB"],
            ["kty": "EC", "crv": "secp256k1", "kid": "curve", "x": "AA", "y": "AA"], ["kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"],
        ]
        for other in others {
            fixture.issuer.publish(SigningKey.set([other, key.published]))
            fixture.time.advance(1_000)
            let name = other["kid"] ?? "without an id"
            #expect(try await fixture.verifier.principal(of: key.token(fixture.claims())) != nil, "\(name)")
            // So that no answer is taken for another's.
            fixture.issuer.publish(SigningKey.set([]))
            fixture.time.advance(1_000)
            _ = await fixture.verifier.principal(of: "a.b.c")
        }
    }

    @Test("Who comes while the keys are read for the first time waits for them")
    func together() async throws {
        let (begun, begin) = AsyncStream.makeStream(of: Void.self)
        let (opened, open) = AsyncStream.makeStream(of: Void.self)
        let fixture = VerifierFixture()
        let key = try await SigningKey.es256("a")
        let set = SigningKey.set([key.published])
        let verifier = TokenVerifier(trust: VerifierFixture.trust, clock: fixture.time.clock, logger: AccessFixture.silent) {
            begin.finish()
            for await _ in opened {}
            return set
        }
        let tokens = try ["ann", "ben"].map { try key.token(fixture.claims(["sub": "\"\($0)\""])) }
        async let first = verifier.principal(of: tokens[0])
        for await _ in begun {}
        async let second = verifier.principal(of: tokens[1])
        // Time enough for the second to be turned away, where it is.
        for _ in 0..<1_000 { await Task.yield() }
        open.finish()
        let names = [await first?.name, await second?.name]
        #expect(names == ["ann", "ben"])
    }
}
