import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import ReviewModel
import TestSupport
import Testing

@Suite("The list of reviews") struct ReviewListTests {
    private static func ids(_ page: TestResponse) -> [String] {
        (page.object["reviews"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
    }

    /// The address of the next page.
    private static func next(_ page: TestResponse) -> String? {
        guard let link = page["Link"] else { return nil }
        #expect(link.hasPrefix("<") && link.hasSuffix(">; rel=\"next\""))
        return String(link.dropFirst().prefix { $0 != ">" })
    }

    /// What every page shows, from an address to the end, and the addresses of those after the first.
    private static func pages(_ address: String, _ client: any TestClientProtocol) async throws -> (ids: [[String]], links: [String]) {
        var (ids, links): ([[String]], [String]) = ([], [])
        var uri: String? = address
        while let address = uri, ids.count < 20 {
            let page = try await client.call(.get, address)
            #expect(page.status == .ok && page["Cache-Control"] == "private, no-cache")
            ids.append(Self.ids(page))
            uri = next(page)
            if let uri { links.append(uri) }
        }
        return (ids, links)
    }

    /// Reviews created so many seconds after the one before; the newest first, and of those of one moment the one whose name is last.
    private static func create(
        _ json: String = "{}", after seconds: [Double], _ fixture: BoardFixture, _ client: any TestClientProtocol
    ) async throws -> [String] {
        var reviews: [(at: Double, id: String)] = []
        for wait in seconds {
            fixture.time.advance(wait)
            reviews.append((fixture.time.clock.now, BoardFixture.id(try await client.createReview(json))))
        }
        return reviews.sorted { ($0.at, $0.id) > ($1.at, $1.id) }.map(\.id)
    }

    private static func items(_ link: String) -> [String: String] {
        let items = URLComponents(string: link)?.queryItems ?? []
        return Dictionary(items.map { ($0.name, $0.value ?? "") }, uniquingKeysWith: { first, _ in first })
    }

    @Test("Seven reviews, most of one moment, in pages of three: each once, the newest first, and the last page leads nowhere")
    func keyset() async throws {
        let fixture = try BoardFixture()
        try await fixture.test { client in
            let expected = try await Self.create(after: [0, 0, 0, 0, 0.25, 0, 1], fixture, client)
            let (pages, links) = try await Self.pages("/v1/reviews?limit=3", client)
            #expect(pages.map(\.count) == [3, 3, 1] && Array(pages.joined()) == expected)
            #expect(links.count == 2 && links.allSatisfy { Self.items($0)["limit"] == "3" && Self.items($0)["cursor"] != nil })
        }
    }

    @Test("Pages that end with the last review lead nowhere", arguments: [6, 7, 50])
    func exact(limit: Int) async throws {
        let fixture = try BoardFixture()
        try await fixture.test { client in
            let expected = try await Self.create(after: Array(repeating: 0, count: 6), fixture, client)
            let (pages, links) = try await Self.pages("/v1/reviews?limit=\(limit)", client)
            #expect(pages == [expected] && links.isEmpty)
        }
    }

    @Test("What is created meanwhile does not move the pages")
    func meanwhile() async throws {
        let fixture = try BoardFixture()
        try await fixture.test { client in
            let expected = try await Self.create(after: [0, 0, 1, 1], fixture, client)
            let first = try await client.call(.get, "/v1/reviews?limit=2")
            #expect(Self.ids(first) == Array(expected[..<2]))
            _ = try await Self.create(after: [5], fixture, client)
            let second = try await client.call(.get, try #require(Self.next(first)))
            #expect(Self.ids(second) == Array(expected[2...]) && Self.next(second) == nil)
        }
    }

    @Test(
        "A course is kept from page to page, whatever its name",
        arguments: [("physics", "physics"), ("C++ & Ä/1=2?", "C%2B%2B%20%26%20%C3%84%2F1%3D2%3F"), ("50% off;#1", "50%25%20off%3B%231")])
    func course(name: String, encoded: String) async throws {
        let fixture = try BoardFixture()
        try await fixture.test { client in
            let own = try await Self.create(#"{"course": "\#(name)"}"#, after: [0, 0, 0, 1, 0], fixture, client)
            _ = try await Self.create(#"{"course": "other"}"#, after: [0, 1], fixture, client)
            _ = try await Self.create(after: [0], fixture, client)
            let (pages, links) = try await Self.pages("/v1/reviews?limit=2&course=\(encoded)", client)
            #expect(pages.map(\.count) == [2, 2, 1] && Array(pages.joined()) == own)
            #expect(links.count == 2 && links.allSatisfy { Self.items($0)["course"] == name && Self.items($0)["limit"] == "2" })
        }
    }

    @Test("So is a state, and both together")
    func state() async throws {
        let fixture = try BoardFixture()
        try await fixture.test { client in
            let physics = try await Self.create(#"{"course": "physics"}"#, after: [0, 0, 0, 1], fixture, client)
            let others = try await Self.create(after: [0, 0], fixture, client)
            for id in physics.dropFirst() + others { #expect(try await client.call(.post, "/v1/reviews/\(id)/cancel").status == .ok) }

            let cancelled = try await Self.pages("/v1/reviews?state=cancelled&limit=2", client)
            #expect(cancelled.ids.map(\.count) == [2, 2, 1] && Set(cancelled.ids.joined()) == Set(physics.dropFirst() + others))
            #expect(cancelled.links.allSatisfy { Self.items($0)["state"] == "cancelled" && Self.items($0)["course"] == nil })

            let both = try await Self.pages("/v1/reviews?course=physics&state=cancelled&limit=2", client)
            #expect(both.ids.map(\.count) == [2, 1] && Array(both.ids.joined()) == Array(physics.dropFirst()))
            #expect(both.links.allSatisfy { Self.items($0)["state"] == "cancelled" && Self.items($0)["course"] == "physics" })

            #expect(try await Self.pages("/v1/reviews?state=awaitingMedia", client).ids == [[physics[0]]])
            #expect(try await Self.pages("/v1/reviews?state=completed", client).ids == [[]])
            #expect(try await Self.pages("/v1/reviews?course=nobody's", client).ids == [[]])
        }
    }

    @Test(
        "What is not understood is named",
        arguments: [
            "state=asleep", "state=", "limit=0", "limit=-1", "limit=201", "limit=many", "limit=", "limit=1.5", "cursor=junk", "cursor=", "cursor=:",
            "cursor=1:", "cursor=nan:x", "cursor=inf:x", "cursor=x:y", "cursor=1:a%00b",
        ])
    func refused(query: String) async throws {
        try await BoardFixture().test { client in
            let response = try await client.call(.get, "/v1/reviews?\(query)")
            #expect(response.status == .badRequest && response.problem == "invalid-parameter")
            #expect(response.object["title"] as? String == "\(query.prefix { $0 != "=" }) is not understood")
        }
    }

    @Test("A course with a NUL is none")
    func nul() async throws {
        try await BoardFixture().test { client async throws in
            #expect(try await client.call(.get, "/v1/reviews?course=a%00b").problem == "nul")
        }
    }
}
