import HTTPTypes
import HummingbirdTesting
import ReviewModel
import Testing

@testable import Server

@Suite("Signing in") struct SignInTests {
    private static func cookie(_ secret: String) -> HTTPFields { [.cookie: "a=b; \(SessionCookie.name)=\(secret)"] }

    @Test("Pages that somebody may not see lead to where they sign in, and back")
    func redirection() async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client async throws in
            let stranger = try await client.page("/?course=physics&state=")
            #expect(stranger.status == 303)
            #expect(stranger.response.headers[.location] == "/signin?next=%2F%3Fcourse%3Dphysics%26state%3D")
            #expect(try await client.page("/signin?next=%2Fqueues").html.contains("name=\"next\" value=\"/queues\""))
            let instructor = try await client.page("/queues", as: fixture.token(.instructor, .physics))
            #expect(instructor.response.headers[.location] == "/signin?next=%2Fqueues&why=not-allowed")
            for secret in [fixture.expired, fixture.revoked, "lct_wrong"] {
                let page = try await client.page("/", as: nil, Self.cookie(secret))
                #expect(page.response.headers[.location] == "/signin?next=%2F&why=ended")
                #expect(page.response.headers[.setCookie]?.hasPrefix("lectern-token=; Max-Age=0") == true)
            }
            // Programs are told so as ever.
            #expect(try await client.send(.get, "/").problem == "unauthenticated")
            #expect(try await client.page("/v1/reviews").response.problem == "unauthenticated")
        }
    }

    @Test("A token that counts goes into a cookie that scripts and other sites cannot reach")
    func entering() async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client async throws in
            let secret = fixture.token(.instructor, .physics)
            let response = try await client.submit("/signin", "token=%20\(secret)%0A&next=%2Fcourses%2Fphysics")
            #expect(response.status == .seeOther && response.headers[.location] == "/courses/physics")
            #expect(response.headers[.setCookie] == "lectern-token=\(secret); Max-Age=604800; Path=/; HttpOnly; SameSite=Strict")
            let behindProxy = try await client.submit("/signin", "token=\(secret)", as: nil, [.forwardedProtocol: "https"])
            #expect(behindProxy.headers[.setCookie]?.hasSuffix("; Secure") == true)
            let page = try await client.page("/", as: nil, Self.cookie(secret))
            #expect(page.status == 200 && page.html.contains(AccessFixture.name(.instructor, .physics)))
            #expect(try await client.send(.get, fixture.physics.path + "/report", Self.cookie(secret)).status == .ok)
            let left = try await client.submit("/signout", as: nil, Self.cookie(secret))
            #expect(left.headers[.setCookie]?.hasPrefix("lectern-token=; Max-Age=0") == true)
        }
    }

    @Test("It leads nowhere else", arguments: ["//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example", "", "/a b"])
    func elsewhere(next: String) async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client async throws in
            let address = PageAddress.with("/signin", [("next", next)])
            #expect(try await client.page(address).html.contains("name=\"next\" value=\"/\""))
            let body = PageAddress.with("", [("token", fixture.token(.operator, .physics)), ("next", next)]).dropFirst()
            #expect(try await client.submit("/signin", String(body)).headers[.location] == "/")
        }
    }

    @Test("Tokens that do not count, and links, sign nobody in; whoever guesses is slowed down")
    func wrongTokens() async throws {
        let fixture = try await AccessFixture(limits: RequestLimits(perMinute: 1_000_000, failuresPerMinute: 5))
        try await fixture.test { client async throws in
            for secret in [fixture.expired, fixture.revoked, fixture.physics.link.secret, "", "a;b"] {
                let response = try await client.submit("/signin", "token=\(secret)")
                #expect(response.status == .unauthorized && response.headers[.setCookie] == nil)
                #expect(response.content.contains("role=\"alert\""))
            }
            #expect(try await client.submit("/signin", "token=lct_guess").status == .tooManyRequests)
            // Nobody is locked out by that.
            #expect(try await client.submit("/signin", "token=\(fixture.token(.operator, .physics))").status == .seeOther)
        }
    }

    @Test("What comes by the cookie and changes something must come from a page of this site")
    func otherSites() async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client async throws in
            let secret = fixture.token(.operator, .everywhere)
            let strangers: [HTTPFields] = [
                [:], [.origin: "https://elsewhere.example"], [.origin: "null"], [.secFetchSite: "cross-site"], [.secFetchSite: "same-site"],
                [.origin: "http://localhost", .secFetchSite: "cross-site"], [.origin: "localhost"], [.secFetchSite: "none"],
            ]
            for stranger in strangers {
                for path in ["/v1/reviews", "/queues/quality/pause"] {
                    var fields = stranger
                    fields[.cookie] = Self.cookie(secret)[.cookie]
                    let response = try await client.send(.post, path, fields)
                    #expect(response.status == .forbidden && response.problem == "cross-site", "\(path) \(stranger)")
                }
                // Nor can somebody be signed in by another site.
                #expect(try await client.send(.post, "/signin", stranger, body: "token=\(secret)").status == .forbidden, "\(stranger)")
            }
            for own in [[.origin: "http://localhost"], [.secFetchSite: "same-origin"]] as [HTTPFields] {
                var fields = own
                fields[.cookie] = Self.cookie(secret)[.cookie]
                #expect(try await client.send(.post, "/v1/reviews", fields).status == .accepted)
            }
            // A token in the header is nothing that another site could have.
            var fields = Self.cookie("lct_wrong")
            fields[.origin] = "https://elsewhere.example"
            #expect(try await client.send(.post, "/v1/reviews", as: secret, fields).status == .accepted)
        }
    }

    @Test("A link opens its review to read, and nothing else")
    func link() async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client async throws in
            let key = "?key=\(fixture.physics.link.secret)"
            let page = try await client.page("/reviews/\(fixture.physics.completed)\(key)")
            #expect(page.status == 200 && page.html.contains("Black picture"))
            #expect(page.values(of: "src").filter { $0.hasPrefix("/v1/") }.allSatisfy { $0.hasSuffix(key) })
            #expect(page.values(of: "data-put").isEmpty && !page.html.contains("<form"))
            #expect(!page.values(of: "href").contains("/"))
            #expect(try await client.page("/reviews/\(fixture.physics.running)\(key)").status == 404)
            #expect(try await client.page("/" + key).status == 403)
            #expect(try await client.page("/courses/physics" + key).status == 404)
            let ended = try await client.page("/reviews/\(fixture.physics.completed)?key=lct_wrong")
            #expect(ended.status == 401 && ended.html.contains("does not hold any more"))
            #expect(try await client.submit("/reviews/\(fixture.physics.completed)/delete\(key)").status == .forbidden)
        }
    }

    @Test("Polls with a cookie are answered like others")
    func polls() async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client async throws in
            let secret = fixture.token(.instructor, .physics)
            for _ in 0..<2 {
                #expect(try await client.send(.get, fixture.physics.path, Self.cookie(secret)).status == .ok)
                #expect(try await client.send(.get, fixture.chemistry.path, Self.cookie(secret)).status == .notFound)
                #expect(try await client.send(.get, fixture.physics.path, Self.cookie("lct_wrong")).status == .unauthorized)
            }
        }
    }

    @Test("Where nobody is asked who they are, there is no signing in")
    func open() async throws {
        try await ServerFixture().test { client async throws in
            let page = try await client.page("/")
            #expect(page.status == 200 && !page.html.contains("/signin") && !page.html.contains("/signout"))
            #expect(try await client.submit("/queues/quality/pause", as: nil, [.origin: "https://elsewhere.example"]).status == .forbidden)
            #expect(try await client.submit("/queues/quality/pause").status == .seeOther)
        }
    }
}
