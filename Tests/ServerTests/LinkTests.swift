import Foundation
import HTTPTypes
import HummingbirdTesting
import ReviewModel
import TestSupport
import Testing

@testable import Server

@Suite("Links to one report") struct LinkTests {
    /// Hands one out; gives what it opens, and where it is taken back.
    private static func hand(
        _ fixture: AccessFixture, _ client: any TestClientProtocol, body: String? = nil
    ) async throws -> (page: String, place: String) {
        let response = try await client.send(.post, fixture.physics.path + "/links", as: fixture.token(.instructor, .physics), body: body)
        try #require(response.status == .created)
        #expect(response.headers[.cacheControl] == "no-store")
        return (try #require(response.object["href"] as? String), try #require(response.headers[.location]))
    }

    @Test("It shows the report, its exports, its stills and its transcript to whoever has it")
    func shows() async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client in
            let (page, place) = try await Self.hand(fixture, client)
            #expect(page.hasPrefix(fixture.physics.path + "/report?key=lct_"))
            let secret = try #require(page.split(separator: "=").last.map(String.init))
            #expect(!place.contains(secret))
            #expect(try fixture.holds("link for \(fixture.physics.completed)"))
            #expect(try !fixture.holds(secret))
            let report = try await client.send(.get, page)
            #expect((report.object["review"] as? [String: Any])?["id"] as? String == fixture.physics.completed)
            #expect(try await client.send(.head, page).status == .ok)
            for part in ["/frames/\(Holdings.moment).jpg", "/transcript.vtt", "/exports/findings.csv", "/exports/report.html"] {
                #expect(try await client.send(.get, fixture.physics.path + part + "?key=" + secret).status == .ok)
                #expect(try await client.send(.get, fixture.physics.path + part).status == .unauthorized)
            }
        }
    }

    @Test("The page that it shows refers to stills and files that open")
    func page() async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client in
            let (page, _) = try await Self.hand(fixture, client)
            let html = try await client.send(.get, page, as: nil, [.accept: "text/html"]).content
            let addresses = (html.components(separatedBy: "<img src=\"") + html.components(separatedBy: "<a href=\"")).map { piece in
                String(piece.prefix { $0 != "\"" }).replacing("&amp;", with: "&")
            }
            let pictures = addresses.filter { $0.hasPrefix("data:") || $0.contains("frames/") }
            #expect(!pictures.isEmpty)
            let base = try #require(URL(string: "http://localhost" + page))
            for address in addresses where !address.hasPrefix("data:") && (address.contains("frames/") || address.contains("transcript.")) {
                let url = try #require(URL(string: address, relativeTo: base)?.absoluteURL)
                let response = try await client.send(.get, url.path + (url.query.map { "?" + $0 } ?? ""))
                #expect(response.status == .ok, "\(url.path)")
            }
        }
    }

    @Test("It shows nothing of other reviews, in the same course or not")
    func others() async throws {
        let fixture = try await AccessFixture()
        let query = "?key=" + fixture.physics.link.secret
        try await fixture.test { client in
            var neighbour = fixture.physics.target
            neighbour.review = fixture.physics.running
            for route in RouteCase.all where route.permission == .read || route.permission == .follow {
                for target in [neighbour, fixture.chemistry.target] where route.namesAnObject {
                    let other = try await route.send(to: target, as: nil, query: query, client)
                    let nowhere = try await route.send(to: .nothing, as: nil, query: query, client)
                    #expect(other.status == .notFound, "\(route)")
                    #expect(Answer(other, to: target) == Answer(nowhere, to: .nothing), "\(route)")
                }
            }
            let list = try await client.send(.get, "/v1/reviews" + query)
            #expect(list.ids(of: "reviews").isEmpty)
        }
    }

    @Test("It changes nothing, and opens nothing that is not its report")
    func readsOnly() async throws {
        let fixture = try await AccessFixture()
        let query = "?key=" + fixture.physics.link.secret
        let headers: HTTPFields = [.authorization: "Bearer " + fixture.physics.link.secret]
        try await fixture.test { client in
            for route in RouteCase.all {
                guard let permission = route.permission, permission != .read, permission != .follow else { continue }
                let response = try await route.send(to: fixture.physics.target, as: nil, query: query, client)
                #expect(response.status == .forbidden, "\(route)")
            }
            for route in RouteCase.all where ![.get, .head, .options].contains(route.method) {
                #expect(route.permission != .read && route.permission != .follow && route.permission != nil, "\(route)")
            }
            // The same where it comes as a token.
            #expect(try await client.send(.delete, fixture.physics.path, as: nil, headers).problem == "forbidden")
            #expect(try await client.send(.get, fixture.physics.path + "/report", as: nil, headers).status == .ok)
            #expect(try await client.send(.get, fixture.physics.path + "/report", as: fixture.token(.instructor, .physics)).status == .ok)
        }
    }

    @Test("It ends at its time: after two weeks, or when its maker says")
    func end() async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client in
            let (hour, _) = try await Self.hand(fixture, client, body: #"{"hours": 1}"#)
            let (usual, _) = try await Self.hand(fixture, client)
            fixture.time.advance(3_599)
            #expect(try await client.send(.get, hour).status == .ok)
            fixture.time.advance(1)
            #expect(try await client.send(.get, hour).problem == "invalid-token")
            fixture.time.advance(14 * 86_400 - 3_601)
            #expect(try await client.send(.get, usual).status == .ok)
            fixture.time.advance(1)
            #expect(try await client.send(.get, usual).problem == "invalid-token")
        }
    }

    @Test(
        "No link holds for no time, or for longer than a leap year",
        arguments: [(0, false), (-1, false), (1, true), (8_784, true), (8_785, false)])
    func hours(hours: Int, isFine: Bool) async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client in
            let secret = fixture.token(.instructor, .physics)
            let response = try await client.send(.post, fixture.physics.path + "/links", as: secret, body: #"{"hours": \#(hours)}"#)
            #expect(isFine ? response.status == .created : response.problem == "hours")
        }
    }

    @Test("It is taken back at once, by its own review's address alone")
    func revocation() async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client in
            let (page, place) = try await Self.hand(fixture, client)
            let (other, _) = try await Self.hand(fixture, client)
            let id = try #require(place.split(separator: "/").last.map(String.init))
            let instructor = fixture.token(.instructor, .physics)
            let elsewhere = "/v1/reviews/\(fixture.physics.running)/links/\(id)"
            #expect(try await client.send(.delete, elsewhere, as: instructor).problem == "link-not-found")
            #expect(try await client.send(.delete, place, as: fixture.token(.instructor, .chemistry)).problem == "review-not-found")
            #expect(try await client.send(.get, page).status == .ok)
            #expect(try await client.send(.delete, place, as: instructor).status == .noContent)
            #expect(try await client.send(.get, page).problem == "invalid-token")
            #expect(try await client.send(.delete, place, as: instructor).problem == "link-not-found")
            #expect(try await client.send(.get, other).status == .ok)
        }
    }

    @Test("No ordinary token is revoked as if it were a link")
    func notALink() async throws {
        let fixture = try await AccessFixture()
        let token = try await fixture.issue("not a link", [.instructor], courses: ["physics"])
        try await fixture.test { client in
            let place = fixture.physics.path + "/links/" + token.id
            #expect(try await client.send(.delete, place, as: fixture.token(.instructor, .physics)).problem == "link-not-found")
            try await fixture.book.refresh()
            #expect(try await client.send(.get, "/v1/reviews", as: token.secret).status == .ok)
        }
    }

    @Test("An ordinary token is no key, and a key does not mend a wrong token")
    func keys() async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client in
            let page = fixture.physics.path + "/report?key="
            for role in Role.allCases {
                let response = try await client.send(.get, page + fixture.token(role, .everywhere))
                #expect(response.status == .unauthorized && response.problem == "invalid-token")
            }
            for key in ["", "lct_0", fixture.expired] {
                #expect(try await client.send(.get, page + key).status == .unauthorized)
            }
            #expect(try await client.send(.get, page + fixture.physics.link.secret).status == .ok)
            #expect(try await client.send(.get, page + fixture.physics.link.secret, as: "lct_0").status == .unauthorized)
        }
    }

    @Test("It is gone with its review")
    func deletion() async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client in
            let (page, _) = try await Self.hand(fixture, client)
            #expect(try await client.send(.delete, fixture.physics.path, as: fixture.token(.operator, .physics)).status == .noContent)
            #expect(![200, 304].contains(try await client.send(.get, page).status.code))
            try await fixture.book.refresh()
            #expect(![200, 304].contains(try await client.send(.get, page).status.code))
        }
    }
}
