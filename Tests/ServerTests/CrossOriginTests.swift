import HTTPTypes
import HummingbirdTesting
import ReviewModel
import Testing

@testable import Server

@Suite("Pages of other origins") struct CrossOriginTests {
    private static let friend = "https://teach.example"

    private static func preflight(_ origin: String) -> HTTPFields {
        [.origin: origin, .accessControlRequestMethod: "PATCH", .accessControlRequestHeaders: "authorization, upload-offset, tus-resumable"]
    }

    private static func names(_ list: String?) -> Set<String> {
        Set((list ?? "").split(separator: ",").map { $0.filter { $0 != " " }.lowercased() })
    }

    @Test("A page that is let asks beforehand, and learns what it may send", arguments: ["/v1/uploads/any", "/v1/reviews", "/v1/nowhere"])
    func preflight(path: String) async throws {
        try await AccessFixture(origins: [Self.friend]).test { client in
            let response = try await client.send(.options, path, as: nil, Self.preflight(Self.friend))
            #expect(response.status == .noContent)
            #expect(response.headers[.accessControlAllowOrigin] == Self.friend)
            #expect(Self.names(response.headers[.accessControlAllowMethods]).isSuperset(of: ["get", "head", "post", "put", "patch", "delete"]))
            #expect(Self.names(response.headers[.accessControlAllowHeaders]) == ["authorization", "upload-offset", "tus-resumable"])
            #expect(response.headers[.accessControlMaxAge] == "7200")
            #expect(response.headers[.accessControlAllowCredentials] == nil)
            #expect(Self.names(response.headers[.vary]).contains("origin"))
        }
    }

    @Test("A page that is let reads answers, refusals too, and the headers that it needs")
    func answers() async throws {
        let fixture = try await AccessFixture(origins: [Self.friend, "https://other.example"])
        try await fixture.test { client in
            let fields: HTTPFields = [.origin: Self.friend]
            let calls: [(String?, String, Int)] = [
                (fixture.token(.instructor, .physics), fixture.physics.path + "/report", 200), (nil, "/v1/reviews", 401),
                (fixture.token(.uploader, .physics), "/v1/queues", 403), (nil, "/v1/nowhere", 404),
            ]
            for (secret, path, status) in calls {
                let response = try await client.send(.get, path, as: secret, fields)
                #expect(response.status.code == status)
                #expect(response.headers[.accessControlAllowOrigin] == Self.friend, "\(path)")
                #expect(Self.names(response.headers[.vary]).contains("origin"), "\(path)")
                let exposed = Self.names(response.headers[.accessControlExposeHeaders])
                let needed = ["location", "etag", "link", "retry-after", "upload-offset", "tus-resumable", "ratelimit", "www-authenticate"]
                #expect(exposed.isSuperset(of: needed), "\(path)")
            }
            let report = try await client.send(.get, fixture.physics.path + "/report", as: fixture.token(.instructor, .physics), fields)
            #expect(Self.names(report.headers[.vary]) == ["accept", "accept-language", "origin"])
        }
    }

    @Test(
        "Another page gets no leave, and caches are told that it could be otherwise",
        arguments: [
            "https://evil.example", "http://teach.example", "https://teach.example:8443", "https://teach.example.evil.example", "null",
            "HTTPS://TEACH.EXAMPLE", "*", "",
        ])
    func others(origin: String) async throws {
        let fixture = try await AccessFixture(origins: [Self.friend])
        try await fixture.test { client in
            let answer = try await client.send(.get, "/v1/reviews", as: fixture.token(.uploader, .physics), [.origin: origin])
            let preflight = try await client.send(.options, "/v1/reviews", as: nil, Self.preflight(origin))
            let upload = try await client.send(.options, "/v1/uploads", as: nil, Self.preflight(origin))
            #expect(answer.status == .ok && preflight.status == .methodNotAllowed && upload.status == .noContent)
            for response in [answer, preflight, upload] {
                #expect(response.headers[.accessControlAllowOrigin] == nil && response.headers[.accessControlAllowMethods] == nil)
                #expect(response.headers[.accessControlExposeHeaders] == nil)
                #expect(Self.names(response.headers[.vary]).contains("origin"))
            }
        }
    }

    @Test("Without an origin an answer is as ever, but for Vary")
    func none() async throws {
        let fixture = try await AccessFixture(origins: [Self.friend])
        try await fixture.test { client in
            let answer = try await client.send(.get, "/v1/reviews", as: fixture.token(.uploader, .physics))
            #expect(answer.status == .ok && answer.headers[.accessControlAllowOrigin] == nil)
            #expect(Self.names(answer.headers[.vary]) == ["origin"])
        }
    }

    @Test("Where no origins are named, nobody gets leave")
    func closed() async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client in
            let answer = try await client.send(.get, "/v1/reviews", as: fixture.token(.uploader, .physics), [.origin: Self.friend])
            let preflight = try await client.send(.options, "/v1/reviews", as: nil, Self.preflight(Self.friend))
            #expect(answer.status == .ok && preflight.status == .methodNotAllowed)
            for response in [answer, preflight] {
                #expect(response.headers[.accessControlAllowOrigin] == nil && response.headers[.vary] == nil)
            }
        }
    }
}
