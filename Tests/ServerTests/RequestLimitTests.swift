import HTTPTypes
import HummingbirdTesting
import ReviewModel
import Testing

@testable import Server

@Suite("Everybody's share of requests") struct RequestLimitTests {
    private static func pause(_ response: TestResponse) -> Int { response.headers[.retryAfter].flatMap { Int($0) } ?? 0 }

    @Test("An answer tells what is left")
    func told() async throws {
        let fixture = try await AccessFixture(limits: RequestLimits(perMinute: 60))
        try await fixture.test { client in
            let response = try await client.send(.get, "/v1/reviews", as: fixture.token(.uploader, .physics))
            #expect(response.headers[.rateLimitPolicy] == "\"token\";q=60;w=60")
            #expect(response.headers[.rateLimit] == "\"token\";r=59;t=1")
            // Who is not known has no share.
            #expect(try await client.send(.get, "/livez").headers[.rateLimit] == nil)
        }
    }

    @Test("Past the quota a request is refused, does nothing, and is told when to come again")
    func exhausted() async throws {
        let fixture = try await AccessFixture(limits: RequestLimits(perMinute: 2))
        try await fixture.test { client in
            let secret = fixture.token(.uploader, .physics)
            for _ in 0..<2 { #expect(try await client.send(.get, "/v1/reviews", as: secret).status == .ok) }
            let refused = try await client.send(.post, "/v1/reviews", as: secret, body: #"{"title": "One too many"}"#)
            #expect(refused.status == .tooManyRequests && refused.problem == "rate-limit")
            #expect((1...30).contains(Self.pause(refused)))
            #expect(refused.headers[.rateLimitPolicy] == "\"token\";q=2;w=60")
            #expect(refused.headers[.rateLimit]?.hasPrefix("\"token\";r=0;t=") == true)
            let list = try await client.send(.get, "/v1/reviews?limit=200", as: fixture.token(.operator, .physics))
            #expect(list.status == .ok && !list.content.contains("One too many"))
        }
    }

    @Test("Each token has a share of its own, and so has a link")
    func separate() async throws {
        let fixture = try await AccessFixture(limits: RequestLimits(perMinute: 1))
        try await fixture.test { client async throws in
            for role in Role.allCases {
                #expect(try await client.send(.get, "/v1/reviews", as: fixture.token(role, .physics)).status == .ok)
                #expect(try await client.send(.get, "/v1/reviews", as: fixture.token(role, .physics)).status == .tooManyRequests)
            }
            for holdings in [fixture.physics, fixture.chemistry] {
                let page = holdings.path + "/report?key=" + holdings.link.secret
                #expect(try await client.send(.get, page).status == .ok)
                #expect(try await client.send(.get, page).status == .tooManyRequests)
            }
        }
    }

    @Test("Two tokens of one name have two shares")
    func namesakes() async throws {
        let fixture = try await AccessFixture(limits: RequestLimits(perMinute: 1))
        let first = try await fixture.issue("ingest", [.uploader], courses: ["physics"])
        let second = try await fixture.issue("ingest", [.uploader], courses: ["chemistry"])
        try await fixture.test { client async throws in
            #expect(try await client.send(.get, "/v1/reviews", as: first.secret).status == .ok)
            #expect(try await client.send(.get, "/v1/reviews", as: second.secret).status == .ok)
        }
    }

    @Test("Who sends wrong tokens is slowed down; a right one from the same address goes on to count")
    func guesses() async throws {
        let fixture = try await AccessFixture(limits: RequestLimits(failuresPerMinute: 2))
        try await fixture.test { client in
            #expect(try await client.send(.get, "/v1/reviews", as: "lct_0").status == .unauthorized)
            #expect(try await client.send(.get, fixture.physics.path + "/report?key=lct_1").status == .unauthorized)
            for wrong in ["lct_2", fixture.expired, fixture.revoked] {
                let refused = try await client.send(.get, "/v1/reviews", as: wrong)
                #expect(refused.status == .tooManyRequests && refused.problem == "login-throttled")
                #expect((1...30).contains(Self.pause(refused)))
                #expect(refused.headers[.rateLimit] == nil)
            }
            #expect(try await client.send(.get, "/v1/reviews", as: fixture.token(.uploader, .physics)).status == .ok)
        }
    }
}
