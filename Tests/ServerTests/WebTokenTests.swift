import HTTPTypes
import HummingbirdTesting
import ReviewModel
import TestSupport
import Testing

@testable import Server

@Suite("JSON Web Tokens") struct WebTokenTests {
    /// Claims other than the usual.
    struct Claims: Sendable, CustomStringConvertible {
        let description: String
        let changes: [String: String?]

        init(_ description: String, _ changes: [String: String?]) {
            (self.description, self.changes) = (description, changes)
        }
    }

    @Test("A token of the issuer counts, by either kind of key", arguments: ["ES256", "RS256"])
    func good(kind: String) async throws {
        let fixture = VerifierFixture()
        let key = try await SigningKey.make(kind, "a")
        fixture.issuer.publish(key)
        let principal = try await fixture.verifier.principal(of: key.token(fixture.claims(["courses": #"["*"]"#])))
        let account = "jwt:https://id.example|ann"
        #expect(principal == Principal(name: "ann", account: account, permissions: Role.instructor.permissions, scope: .all))
        // An issuer that says nothing of courses opens none.
        #expect(try await fixture.verifier.principal(of: key.token(fixture.claims()))?.scope == .courses([]))
    }

    @Test(
        "What is right counts",
        arguments: [
            Claims("several audiences", ["aud": #"["other", "lectern"]"#]), Claims("over, within the leeway", ["exp": "now-29"]),
            Claims("to come, within the leeway", ["nbf": "now+29"]), Claims("with a fraction", ["exp": "1000000.5"]),
            Claims("roles of others", ["roles": #"["instructor", "janitor", "OPERATOR"]"#]), Claims("other claims", ["email": #""ann@id.example""#]),
        ])
    func right(claims: Claims) async throws {
        let fixture = VerifierFixture()
        let key = try await SigningKey.es256("a")
        fixture.issuer.publish(key)
        let principal = try await fixture.verifier.principal(of: key.token(fixture.claims(claims.changes)))
        #expect(principal?.permissions == Role.instructor.permissions)
    }

    @Test(
        "What is wrong does not count",
        arguments: [
            Claims("another issuer", ["iss": #""https://evil.example""#]), Claims("the issuer with a slash", ["iss": #""https://id.example/""#]),
            Claims("another audience", ["aud": #""other""#]), Claims("other audiences", ["aud": #"["other", "lectern2"]"#]),
            Claims("no audience", ["aud": "[]"]), Claims("over", ["exp": "now-30"]), Claims("to come", ["nbf": "now+31"]),
            Claims("without an end", ["exp": nil]), Claims("without an issuer", ["iss": nil]), Claims("for nobody", ["aud": nil]),
            Claims("of nobody", ["sub": nil]), Claims("without roles", ["roles": nil]), Claims("an end in words", ["exp": #""4000000000""#]),
            Claims("a number for an audience", ["aud": "7"]), Claims("a word for roles", ["roles": #""operator""#]),
            Claims("a word for courses", ["courses": #""physics""#]), Claims("numbers for courses", ["courses": "[1]"]),
            Claims("a number for a subject", ["sub": "1"]), Claims("a word for a beginning", ["nbf": #""now""#]),
        ])
    func wrong(claims: Claims) async throws {
        let fixture = VerifierFixture()
        let key = try await SigningKey.es256("a")
        fixture.issuer.publish(key)
        #expect(try await fixture.verifier.principal(of: key.token(fixture.claims(claims.changes))) == nil)
        // The key is good: it is the claim that is not.
        #expect(try await fixture.verifier.principal(of: key.token(fixture.claims())) != nil)
    }

    @Test("Courses narrow what is seen; an empty list leaves nothing, and strange roles give no permission")
    func scope() async throws {
        let fixture = VerifierFixture()
        let key = try await SigningKey.es256("a")
        fixture.issuer.publish(key)
        func principal(_ changes: [String: String?]) async throws -> Principal? {
            try await fixture.verifier.principal(of: key.token(fixture.claims(changes)))
        }
        #expect(try await principal(["courses": #"["physics"]"#])?.scope == .courses(["physics"]))
        #expect(try await principal(["courses": "[]"])?.scope == .courses([]))
        #expect(try await principal(["roles": #"["janitor"]"#])?.permissions == [])
        #expect(try await principal(["roles": #"["uploader", "instructor"]"#])?.permissions.contains(.operate) == false)
    }

    @Test("A token that was found good ends at its time")
    func end() async throws {
        let fixture = VerifierFixture()
        let key = try await SigningKey.es256("a")
        fixture.issuer.publish(key)
        let token = try key.token(fixture.claims(["exp": "now+60"]))
        #expect(await fixture.verifier.principal(of: token) != nil)
        fixture.time.advance(89)
        #expect(await fixture.verifier.principal(of: token) != nil)
        fixture.time.advance(1)
        #expect(await fixture.verifier.principal(of: token) == nil)
    }

    @Test("It opens the routes as an access token does, and its courses hold there")
    func routes() async throws {
        let web = VerifierFixture()
        let key = try await SigningKey.rs256("a")
        web.issuer.publish(key)
        let fixture = try await AccessFixture(time: web.time, verifier: web.verifier)
        let token = try key.token(web.claims(["courses": #"["physics"]"#]))
        let late = try key.token(web.claims(["exp": "now-31"]))
        try await fixture.test { client in
            let list = try await client.send(.get, "/v1/reviews?limit=200", as: token)
            #expect(Set(list.ids(of: "reviews")) == fixture.physics.reviews)
            #expect(try await client.send(.get, fixture.chemistry.path + "/report", as: token).status == .notFound)
            #expect(try await client.send(.get, fixture.physics.path + "/report", as: token).status == .ok)
            #expect(try await client.send(.post, "/v1/reviews", as: token).problem == "forbidden")
            for wrong in [late, token + "x", "a.b.c", "..", "."] {
                #expect(try await client.send(.get, "/v1/reviews", as: wrong).problem == "invalid-token")
            }
            // It is no key of a link.
            #expect(try await client.send(.get, fixture.physics.path + "/report?key=\(token)").problem == "invalid-token")
        }
    }
}
