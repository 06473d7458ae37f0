import Foundation
import HTTPTypes
import HummingbirdTesting
import JobQueue
import ReviewModel
import Storage
import TestSupport
import Testing

@testable import Server

@Suite("Access tokens") struct AccessTokenTests {
    @Test("A secret is shown once and stands nowhere in the database")
    func secrecy() async throws {
        let fixture = try await AccessFixture()
        let issued = try await fixture.issue("a token for this test", [.uploader])
        #expect(issued.secret.hasPrefix("lct_") && issued.secret.count == 68)
        let rows = try await fixture.queue.database.read { session in
            String(describing: try session.query("SELECT * FROM tokens"))
        }
        // The rows do show what is in them.
        #expect(rows.contains("a token for this test") && rows.contains(Secret.hash(issued.secret)))
        let random = String(issued.secret.dropFirst(4))
        #expect(!rows.contains(random))
        #expect(try fixture.holds("a token for this test"))
        #expect(try !fixture.holds(random))
    }

    @Test("No two secrets are alike")
    func random() async throws {
        let fixture = try await AccessFixture()
        var secrets: Set<String> = []
        for _ in 0..<20 { secrets.insert(try await fixture.issue("one of many", [.uploader]).secret) }
        #expect(secrets.count == 20)
    }

    @Test("Tokens that are unknown, over or revoked do not count")
    func refused() async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client in
            let good = fixture.token(.operator, .everywhere)
            for secret in [fixture.expired, fixture.revoked, "lct_0", String(good.dropLast()), good + "0", Secret.hash(good), good.uppercased()] {
                let response = try await client.send(.get, "/v1/reviews", as: secret)
                #expect(response.status == .unauthorized && response.problem == "invalid-token")
                #expect(response.headers[.wwwAuthenticate] == "Bearer realm=\"lectern\", error=\"invalid_token\"")
            }
        }
    }

    @Test("A token ends at its time, without anything being read anew")
    func end() async throws {
        let fixture = try await AccessFixture()
        let issued = try await fixture.issue("for ten seconds", [.instructor], until: fixture.time.clock.now + 10)
        try await fixture.test { client async throws in
            fixture.time.advance(9)
            #expect(try await client.send(.get, "/v1/reviews", as: issued.secret).status == .ok)
            fixture.time.advance(1)
            #expect(try await client.send(.get, "/v1/reviews", as: issued.secret).status == .unauthorized)
        }
    }

    @Test("A revocation holds once the tokens are read anew, and others go on to count")
    func revocation() async throws {
        let fixture = try await AccessFixture()
        let issued = try await fixture.issue("to be revoked", [.instructor])
        let now = fixture.time.clock.now
        try await fixture.test { client in
            #expect(try await client.send(.get, "/v1/reviews", as: issued.secret).status == .ok)
            let disabled = try await fixture.queue.database.write { try TokenStore.revoke(issued.id, at: now, $0) }
            #expect(disabled == 0)
            try await fixture.book.refresh()
            #expect(try await client.send(.get, "/v1/reviews", as: issued.secret).status == .unauthorized)
            #expect(try await client.send(.get, "/v1/reviews", as: fixture.token(.instructor, .physics)).status == .ok)
            // It stays so, and a second revocation is none.
            try await fixture.book.refresh()
            #expect(try await client.send(.get, "/v1/reviews", as: issued.secret).status == .unauthorized)
            let again = try await fixture.queue.database.write { try TokenStore.revoke(issued.id, at: now, $0) }
            #expect(again == nil)
        }
    }

    @Test("A token that another process made counts once the tokens are read anew")
    func news() async throws {
        let fixture = try await AccessFixture()
        let issued = try await AccessFixture.issue("made elsewhere", [.instructor], at: fixture.time.clock.now, in: fixture.queue.database)
        try await fixture.test { client in
            #expect(try await client.send(.get, "/v1/reviews", as: issued.secret).status == .unauthorized)
            try await fixture.book.refresh()
            #expect(try await client.send(.get, "/v1/reviews", as: issued.secret).status == .ok)
        }
    }

    @Test("The scheme's name is taken in any case, and spaces do no harm", arguments: ["Bearer ", "bearer ", "BEARER ", "Bearer   "])
    func scheme(prefix: String) async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client async throws in
            let headers: HTTPFields = [.authorization: prefix + fixture.token(.uploader, .physics)]
            #expect(try await client.send(.get, "/v1/reviews", as: nil, headers).status == .ok)
        }
    }

    @Test("A header that is no bearer token does not count, though there is a good secret in it")
    func malformed() async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client in
            let good = fixture.token(.operator, .everywhere)
            let values = [
                "", "Bearer", "Bearer ", good, "Bearer\(good)", "Basic \(good)", "Bearer \(good) x", "Bearer \(good), Bearer \(good)",
                "Bearer \"\(good)\"",
            ]
            for value in values {
                let response = try await client.send(.get, "/v1/reviews", as: nil, [.authorization: value])
                #expect(response.status == .unauthorized && response.problem == "invalid-token", "\(value.prefix(12))")
            }
            var twice = HTTPFields()
            for _ in 0..<2 { twice.append(HTTPField(name: .authorization, value: "Bearer \(good)")) }
            #expect(try await client.send(.get, "/v1/reviews", as: nil, twice).status == .unauthorized)
        }
    }

    @Test("Several roles add up")
    func roles() async throws {
        let fixture = try await AccessFixture()
        let both = try await fixture.issue("two roles", [.uploader, .instructor], courses: ["physics"])
        try await fixture.test { client async throws in
            #expect(try await client.send(.post, "/v1/reviews", as: both.secret).status == .accepted)
            #expect(try await client.send(.get, fixture.physics.path + "/report", as: both.secret).status == .ok)
            #expect(try await client.send(.get, "/v1/jobs", as: both.secret).status == .forbidden)
        }
    }
}
