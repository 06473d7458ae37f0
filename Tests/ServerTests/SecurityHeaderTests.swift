import HTTPTypes
import HummingbirdTesting
import ReviewModel
import Testing

@testable import Server

@Suite("What browsers are told of an answer") struct SecurityHeaderTests {
    @Test("A page may load its own pictures and nothing else, and gives no address away")
    func page() async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client in
            let secret = fixture.token(.instructor, .physics)
            // The second time it comes from memory.
            for _ in 0..<2 {
                let page = try await client.send(.get, fixture.physics.path + "/report", as: secret, [.accept: "text/html"])
                #expect(page.status == .ok && page.headers[.contentType]?.hasPrefix("text/html") == true)
                let policy = Set((page.headers[.contentSecurityPolicy] ?? "").split(separator: ";").map { $0.drop { $0 == " " } })
                #expect(
                    policy.isSuperset(of: ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "img-src 'self' data:"]))
                #expect(!policy.contains { $0.hasPrefix("script-src") || $0.contains("*") })
                #expect(page.headers[.referrerPolicy] == "no-referrer")
                #expect(page.headers[.xContentTypeOptions] == "nosniff")
                #expect(page.headers[.cacheControl]?.contains("private") == true)
            }
        }
    }

    @Test("Every other answer is taken for what it says it is, refusals too")
    func others() async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client in
            let secret = fixture.token(.operator, .everywhere)
            let path = fixture.physics.path
            let paths = [
                "/livez", "/metrics", "/v1/reviews", "/v1/jobs", path, path + "/report", path + "/transcript.txt", path + "/media",
                path + "/frames/\(Holdings.moment).jpg", path + "/measurements", path + "/exports/findings.csv", "/v1/reviews/none", "/v1/nowhere",
            ]
            for path in paths {
                let response = try await client.send(.get, path, as: secret)
                #expect(response.headers[.xContentTypeOptions] == "nosniff", "\(path)")
                #expect(response.headers[.contentSecurityPolicy] == nil, "\(path)")
            }
            for secret in [nil, "lct_0"] {
                #expect(try await client.send(.get, path, as: secret).headers[.xContentTypeOptions] == "nosniff")
            }
            #expect(try await client.send(.put, "/v1/reviews", as: secret).headers[.xContentTypeOptions] == "nosniff")
        }
    }

    @Test("What a link shows is kept by no cache that others use")
    func caches() async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client in
            for part in ["/report", "/transcript.vtt", "/frames/\(Holdings.moment).jpg", "/measurements", "/exports/findings.csv", "/media"] {
                let response = try await client.send(.get, fixture.physics.path + part + "?key=" + fixture.physics.link.secret)
                #expect(response.status == .ok)
                let control = response.headers[.cacheControl] ?? ""
                #expect(control.contains("private") || control.contains("no-store"), "\(part)")
            }
        }
    }
}
