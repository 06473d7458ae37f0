import Testing

@testable import Server

@Suite("Forged JSON Web Tokens") struct ForgedTokenTests {
    @Test("A token without a signature does not count, however it names that", arguments: ["none", "None", "NONE", "", "ES256"])
    func unsigned(algorithm: String) async throws {
        let fixture = VerifierFixture()
        let key = try await SigningKey.es256("a")
        fixture.issuer.publish(key)
        for header in [["alg": algorithm, "kid": "a"], ["alg": algorithm]] {
            #expect(await fixture.verifier.principal(of: SigningKey.unsigned(fixture.claims(), header: header)) == nil)
        }
        #expect(try await fixture.verifier.principal(of: key.token(fixture.claims())) != nil)
    }

    @Test("The public key is not taken for a shared secret", arguments: ["ES256", "RS256"])
    func confusion(kind: String) async throws {
        let fixture = VerifierFixture()
        let key = try await SigningKey.make(kind, "a")
        fixture.issuer.publish(key)
        let texts = [key.pem, key.pem + "\n", SigningKey.set([key.published])] + Array(key.published.values)
        for text in texts {
            let forger = try await SigningKey.hs256("a", secret: text)
            #expect(try await fixture.verifier.principal(of: forger.token(fixture.claims())) == nil)
            #expect(try await fixture.verifier.principal(of: forger.token(fixture.claims(), header: ["alg": kind, "kid": "a"])) == nil)
        }
        #expect(try await fixture.verifier.principal(of: key.token(fixture.claims())) != nil)
    }

    @Test("A stranger's signature does not count, whatever key it names")
    func stranger() async throws {
        let fixture = VerifierFixture()
        let (key, stranger) = (try await SigningKey.es256("a"), try await SigningKey.es256("b"))
        fixture.issuer.publish(key)
        for header in [["alg": "ES256", "kid": "b"], ["alg": "ES256", "kid": "a"], ["alg": "ES256"]] {
            #expect(try await fixture.verifier.principal(of: stranger.token(fixture.claims(), header: header)) == nil)
        }
        // A key that comes with the token is nobody's.
        let brought = ["alg": "ES256", "kid": "b", "jku": "https://evil.example/keys", "x5u": "https://evil.example/chain"]
        #expect(try await fixture.verifier.principal(of: stranger.token(fixture.claims(), header: brought)) == nil)
    }

    @Test("Claims that were changed after signing do not count")
    func changed() async throws {
        let fixture = VerifierFixture()
        let key = try await SigningKey.es256("a")
        fixture.issuer.publish(key)
        let good = try key.token(fixture.claims()).split(separator: ".")
        let more = try key.token(fixture.claims(["roles": #"["operator"]"#])).split(separator: ".")
        #expect(await fixture.verifier.principal(of: [good[0], more[1], good[2]].joined(separator: ".")) == nil)
        #expect(await fixture.verifier.principal(of: good.joined(separator: ".")) != nil)
        #expect(await fixture.verifier.principal(of: more.joined(separator: ".")) != nil)
    }

    @Test("A forged token does not keep right ones out, where the issuer's keys do not name their algorithm")
    func keysWithoutAlgorithm() async throws {
        let fixture = VerifierFixture()
        var key = try await SigningKey.rs256("a")
        key.published["alg"] = nil
        fixture.issuer.publish(key)
        for algorithm in ["PS512", "RS512", "HS256", "none"] {
            let forged = SigningKey.unsigned(fixture.claims(), header: ["alg": algorithm, "kid": "a"])
            #expect(await fixture.verifier.principal(of: forged) == nil)
        }
        #expect(try await fixture.verifier.principal(of: key.token(fixture.claims())) != nil)
    }
}
