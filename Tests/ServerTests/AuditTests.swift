import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import ReviewModel
import TestSupport
import Testing

@testable import Server

@Suite("The audit log") struct AuditTests {
    /// An entry as operators get it.
    struct Entry: Decodable, Hashable {
        let id: String
        let at: String
        let actor: String?
        let action: String
        let target: String
        let status: Int
        let address: String?
    }

    private struct Page: Decodable {
        let entries: [Entry]
    }

    private static func entries(
        _ fixture: AccessFixture, _ client: any TestClientProtocol, _ address: String = "/v1/audit?limit=200"
    ) async throws -> (entries: [Entry], next: String?) {
        let response = try await client.send(.get, address, as: fixture.token(.operator, .everywhere))
        #expect(response.status == .ok && response.headers[.cacheControl] == "no-store")
        return (try JSONDecoder().decode(Page.self, from: Data(response.body.readableBytesView)).entries, response.nextPage)
    }

    /// What an entry says of a request.
    private struct Line: Hashable {
        let actor: String?
        let action: String
        let target: String
        let status: Int

        init(_ actor: String?, _ action: String, _ target: String, _ status: Int) {
            (self.actor, self.action, self.target, self.status) = (actor, action, target, status)
        }

        init(_ entry: Entry) { self.init(entry.actor, entry.action, entry.target, entry.status) }
    }

    @Test("What was done is noted: who, what, to what, and how it ended")
    func done() async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client in
            let (uploader, instructor) = (fixture.token(.uploader, .physics), fixture.token(.instructor, .physics))
            let path = fixture.physics.path
            let finding = path + "/findings/\(Holdings.finding)/response"
            let made = try #require(try await client.send(.post, "/v1/reviews", as: uploader).headers[.location])
            _ = try await client.send(.put, finding + "?why=no", as: instructor, body: #"{"state": "fixed"}"#)
            _ = try await client.send(.put, path + "/media/a%20b.mp4", as: uploader, body: "abc")
            _ = try await client.send(.delete, "/v1/reviews/" + fixture.physics.cancelled, as: uploader)
            let entries = try await Self.entries(fixture, client).entries
            let (sender, teacher) = (AccessFixture.name(.uploader, .physics), AccessFixture.name(.instructor, .physics))
            #expect(
                Set(entries.map(Line.init)) == [
                    Line(sender, "POST /v1/reviews", made, 202),
                    Line(teacher, "PUT /v1/reviews/{id}/findings/{finding}/response", finding, 200),
                    Line(sender, "PUT /v1/reviews/{id}/media/{fileName}", path + "/media/a%20b.mp4", 202),
                    Line(sender, "DELETE /v1/reviews/{id}", "/v1/reviews/" + fixture.physics.cancelled, 204),
                ])
            #expect(entries.count == 4 && entries.allSatisfy { $0.at == InternetTime.text(fixture.time.clock.now) })
        }
    }

    @Test("Who was not let is noted, too")
    func refused() async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client in
            let path = fixture.physics.path
            _ = try await client.send(.post, "/v1/reviews", as: fixture.token(.instructor, .physics))
            _ = try await client.send(.post, "/v1/reviews", as: fixture.token(.uploader, .physics), body: #"{"course": "chemistry"}"#)
            _ = try await client.send(.delete, path, as: "lct_0")
            let entries = try await Self.entries(fixture, client).entries
            #expect(
                Set(entries.map(Line.init)) == [
                    Line(AccessFixture.name(.instructor, .physics), "POST /v1/reviews", "/v1/reviews", 403),
                    Line(AccessFixture.name(.uploader, .physics), "POST /v1/reviews", "/v1/reviews", 403),
                    Line(nil, "DELETE /v1/reviews/{id}", path, 401),
                ])
            #expect(entries.count == 3)
        }
    }

    @Test("Reading is not noted, nor what failed for another reason")
    func quiet() async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client in
            for route in RouteCase.all where [.get, .head, .options].contains(route.method) {
                for secret in [nil, "lct_0", fixture.token(.uploader, .physics), fixture.token(.operator, .everywhere)] {
                    _ = try await route.send(to: fixture.physics.target, as: secret, client)
                }
            }
            let secret = fixture.token(.operator, .everywhere)
            #expect(try await client.send(.delete, "/v1/reviews/none", as: secret).status == .notFound)
            #expect(try await client.send(.post, "/v1/reviews", as: secret, body: "{not json").status == .badRequest)
            #expect(try await Self.entries(fixture, client).entries.isEmpty)
            // The log does work.
            #expect(try await client.send(.post, "/v1/reviews", as: secret).status == .accepted)
            #expect(try await Self.entries(fixture, client).entries.count == 1)
        }
    }

    @Test("No secret comes into it, whatever way it came")
    func secrets() async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client in
            let (path, link) = (fixture.physics.path, fixture.physics.link.secret)
            #expect(try await client.send(.post, path + "/rerun?key=" + link).status == .forbidden)
            #expect(try await client.send(.delete, path + "?key=lct_guess&x=1").status == .unauthorized)
            #expect(try await client.send(.post, path + "/cancel", as: "lct_other").status == .unauthorized)
            let made = try await client.send(.post, path + "/links", as: fixture.token(.instructor, .physics))
            let place = try #require(made.headers[.location])
            let key = try #require((made.object["href"] as? String)?.split(separator: "=").last.map(String.init))
            let entries = try await Self.entries(fixture, client).entries
            #expect(Set(entries.map(\.target)) == [path + "/rerun", path, path + "/cancel", place])
            #expect(entries.contains { $0.actor == "link for \(fixture.physics.completed)" && $0.status == 403 })
            for secret in [link, "lct_guess", "lct_other", key] { #expect(try !fixture.holds(secret), "\(secret.prefix(9))") }
        }
    }

    @Test("Pages go on by their links, newest first, each entry once")
    func pages() async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client in
            for number in 0..<5 {
                fixture.time.advance(1)
                let uploader = fixture.token(.uploader, number % 2 == 0 ? .physics : .chemistry)
                _ = try await client.send(.post, "/v1/reviews", as: uploader)
            }
            var found: [Entry] = []
            var sizes: [Int] = []
            var next: String? = "/v1/audit?limit=2"
            while let address = next {
                let page = try await Self.entries(fixture, client, address)
                found += page.entries
                sizes.append(page.entries.count)
                next = page.next
            }
            #expect(sizes == [2, 2, 1])
            #expect(Set(found.map(\.id)).count == 5)
            #expect(found.map(\.at) == found.map(\.at).sorted(by: >) && Set(found.map(\.at)).count == 5)
            #expect(try await Self.entries(fixture, client, "/v1/audit?limit=5").next == nil)
        }
    }

    @Test("A limit that is none is refused", arguments: ["0", "201", "-1", "x"])
    func limit(limit: String) async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client in
            let response = try await client.send(.get, "/v1/audit?limit=\(limit)", as: fixture.token(.operator, .everywhere))
            #expect(response.problem == "invalid-parameter")
        }
    }

    @Test("Requests that say nothing of who they are do not fill it")
    func strangers() async throws {
        let fixture = try await AccessFixture(limits: RequestLimits(failuresPerMinute: 10))
        try await fixture.test { client in
            for _ in 0..<100 {
                let status = try await client.send(.post, "/v1/reviews").status
                #expect(status == .unauthorized || status == .tooManyRequests)
            }
            #expect(try await Self.entries(fixture, client).entries.count < 100)
        }
    }
}
