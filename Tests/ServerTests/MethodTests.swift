import HTTPTypes
import HummingbirdTesting
import ReviewModel
import Testing

@testable import Server

@Suite("Addresses and methods") struct MethodTests {
    @Test("A known address tells the methods that it takes, whether there is what it names or not")
    func knownAddress() async throws {
        let fixture = try await AccessFixture()
        let strange = try #require(HTTPRequest.Method(rawValue: "PROPFIND"))
        try await fixture.test { client in
            for path in Set(RouteCase.all.map(\.path)) {
                let routes = RouteCase.all.filter { $0.path == path }
                let allowed = routes.map(\.method.rawValue).sorted().joined(separator: ", ")
                for secret in [nil, "lct_0", fixture.token(.operator, .everywhere)] {
                    for target in [fixture.physics.target, .nothing] {
                        let response = try await client.send(strange, try routes[0].address(of: target), as: secret)
                        #expect(response.status == .methodNotAllowed && response.problem == "method", "\(path)")
                        #expect(response.headers[.allow] == allowed, "\(path)")
                    }
                }
            }
        }
    }

    @Test("Methods that the address does not take, in full")
    func examples() async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client in
            let secret = fixture.token(.operator, .everywhere)
            for (method, path, allowed) in [
                (.put, "/v1/reviews", "GET, HEAD, POST"), (.delete, "/v1/reviews", "GET, HEAD, POST"), (.post, "/livez", "GET, HEAD"),
                (.get, "/v1/queues/quality/pause", "POST"), (.post, "/v1/audit", "GET, HEAD"),
            ] as [(HTTPRequest.Method, String, String)] {
                let response = try await client.send(method, path, as: secret)
                #expect(response.status == .methodNotAllowed && response.headers[.allow] == allowed, "\(path)")
            }
        }
    }

    @Test(
        "There is nothing at an unknown address, for anybody and by any method",
        arguments: ["/v1", "/v1/nowhere", "/v2/reviews", "/v1/reviews/x/y/z", "/reviews", "/v1/audit/1", "/V1/reviews", "/queues/quality"])
    func unknownAddress(path: String) async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client in
            for method in [HTTPRequest.Method.get, .post, .delete, .options] {
                for secret in [nil, "lct_0", fixture.token(.operator, .everywhere)] {
                    let response = try await client.send(method, path, as: secret)
                    #expect(response.status == .notFound && response.problem == "not-found")
                    #expect(response.headers[.allow] == nil)
                }
            }
        }
    }
}
