import HTTPTypes
import HummingbirdTesting
import JobQueue
import ReviewModel
import Storage
import Testing

@testable import Server

@Suite("Pages") struct PageTests {
    private static let hostile = "\"></title><script>alert(1)</script>'\"\u{301} onload=alert(2) & \u{202E}x"

    /// Every page that there is to see.
    private static func addresses(_ fixture: AccessFixture) -> [String] {
        ["/", "/queues", "/signin", "/courses/physics"] + fixture.physics.reviews.sorted().map { "/reviews/\($0)" }
    }

    @Test("To those who say nothing of who they are, only the way in is open")
    func openToAll() throws {
        let service = HTTPService(service: try ServerFixture().service, exposition: { "" })
        #expect(
            Set(service.pages.routes.filter { $0.permission == nil }.map { "\($0.method) /\($0.path)" }) == [
                "GET /signin", "POST /signin", "POST /signout", "GET /assets/{name}", "GET /assets/{edition}/{name}",
            ])
        #expect(Set(service.pages.routes.map(\.path)).isDisjoint(with: service.routes.routes.map(\.path)))
    }

    @Test("Each is served with a policy that lets nothing in from elsewhere, and keeps to it")
    func policy() async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client async throws in
            for address in Self.addresses(fixture) + ["/nowhere"] {
                let page = try await client.page(address, as: fixture.token(.operator, .everywhere))
                #expect(page.status == (address == "/nowhere" ? 404 : 200), "\(address)")
                #expect(page.response.headers[.contentType] == "text/html; charset=utf-8", "\(address)")
                #expect(
                    page.policy == [
                        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "media-src 'self'",
                        "connect-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
                    ], "\(address)")
                #expect(page.inlineParts.isEmpty, "\(address): \(page.inlineParts)")
                #expect(page.response.headers[.xContentTypeOptions] == "nosniff")
                #expect(page.response.headers[.referrerPolicy] == "same-origin")
                #expect(page.response.headers[.cacheControl]?.contains("private") == true)
                #expect(page.html.contains("<main id=\"main\""), "\(address)")
                let ids = page.values(of: "id")
                #expect(Set(ids).count == ids.count, "\(address)")
            }
        }
    }

    @Test("Every link of a page leads somewhere")
    func links() async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client async throws in
            let secret = fixture.token(.operator, .everywhere)
            for address in Self.addresses(fixture) {
                let page = try await client.page(address, as: secret)
                let ids = page.values(of: "id")
                for link in Set(page.values(of: "href") + page.values(of: "src") + page.values(of: "data-words")) where !link.contains("/exports/") {
                    if link.hasPrefix("#") {
                        #expect(ids.contains(String(link.dropFirst())), "\(address): \(link)")
                    } else {
                        #expect(link.hasPrefix("/"), "\(address): \(link)")
                        let path = String(link.prefix { $0 != "#" })
                        let answer = try await client.send(.get, path, as: secret)
                        #expect(answer.status == .ok, "\(address): \(link)")
                    }
                }
            }
        }
    }

    @Test("Text from strangers stays text")
    func hostileText() async throws {
        let fixture = try ServerFixture()
        try await fixture.test { client async throws in
            let wish = try StoredJSON.text(["title": Self.hostile, "course": Self.hostile])
            let path = try await client.createReview(wish)
            let course = PageAddress.course(Self.hostile)
            for address in ["/", "/\(path.dropFirst(4))", course, PageAddress.with("/", [("course", Self.hostile)])] {
                let page = try await client.page(address)
                #expect(page.status == 200, "\(address)")
                #expect(page.inlineParts.isEmpty, "\(address): \(page.inlineParts)")
                #expect(page.html.contains("&lt;script&gt;alert(1)"), "\(address)")
                #expect(!page.html.contains("\u{202E}"), "\(address)")
            }
        }
    }

    @Test("What is not there is told in a page to people and in a document to programs")
    func problems() async throws {
        let fixture = try ServerFixture()
        try await fixture.test { client async throws in
            for address in ["/nowhere", "/reviews/01nothing", "/courses/nothing"] {
                let page = try await client.page(address)
                #expect(page.status == 404 && page.html.contains("<h1>"), "\(address)")
                #expect(page.values(of: "href").contains("/"), "\(address)")
                #expect(try await client.send(.get, address).problem != nil, "\(address)")
            }
            // The API speaks of problems in its own way, whoever asks.
            #expect(try await client.page("/v1/nowhere").response.problem == "not-found")
            #expect(try await client.page("/?cursor=x").status == 400)
            #expect(try await client.page("/?state=x").status == 400)
        }
    }

    @Test("The list goes on page by page, and keeps to what it was asked for")
    func list() async throws {
        let fixture = try ServerFixture()
        try await fixture.test { client async throws in
            #expect(try await client.page("/").html.contains("There are no reviews yet."))
            for number in 0..<30 { _ = try await client.createReview(#"{"title": "No. \#(number)", "course": "a/b c"}"#) }
            let first = try await client.page("/?course=a%2Fb%20c&state=awaitingMedia")
            let next = try #require(first.values(of: "href").first { $0.contains("cursor=") })
            let second = try await client.page(next)
            #expect(first.values(of: "data-open").count == 25 && second.values(of: "data-open").count == 5)
            #expect(Set(first.values(of: "data-open")).isDisjoint(with: second.values(of: "data-open")))
            #expect(try await client.page("/?course=other").html.contains("There are no such reviews."))
            // A form sends what was left out as empty.
            #expect(try await client.page("/?course=&state=").values(of: "data-open").count == 25)
        }
    }

    @Test("A review shows its report to those who may read it, with the moments that lead into the recording")
    func report() async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client async throws in
            let address = "/reviews/\(fixture.physics.completed)"
            let instructor = try await client.page(address, as: fixture.token(.instructor, .physics))
            #expect(instructor.values(of: "data-time").contains("1"))
            #expect(instructor.values(of: "data-put").count == 2)
            #expect(instructor.html.contains(">lecture – Recorded lectures for students: what hinders learning</option>"))
            // There is nothing to see in it.
            #expect(instructor.html.contains("<audio id=\"audio\" controls=\"\"") && !instructor.html.contains("<video"))
            #expect(instructor.values(of: "src").contains("/v1/reviews/\(fixture.physics.completed)/frames/\(Holdings.moment).jpg"))
            #expect(!instructor.html.contains("\(address)/delete"))
            let uploader = try await client.page(address, as: fixture.token(.uploader, .physics))
            #expect(uploader.status == 200 && uploader.values(of: "data-time").isEmpty)
            #expect(uploader.html.contains("\(address)/delete") && !uploader.html.contains("Black picture"))
            #expect(try await client.page(address, as: fixture.token(.instructor, .chemistry)).status == 404)
        }
    }

    @Test("Of a file that cannot be opened the page says so, and asks for another one")
    func refused() async throws {
        let fixture = try BoardFixture()
        try await fixture.test { client in
            let path = try await fixture.submitted(client)
            let unreadable = Finding(.containerUnreadable, .mustFix, confidence: 1, note: "The file is empty.")
            try await fixture.pass(.ingest, results: [.findings([unreadable], by: .ingest)])
            let end = ReviewStore.Ending(review: BoardFixture.id(path), state: .refused, completedAt: 1)
            try await fixture.queue.database.write { try ReviewStore.end([end], $0) }
            try await fixture.show(path)
            let page = try await client.page("/\(path.dropFirst(4))")
            #expect(page.html.contains("<h2 id=\"verdict\">The file could not be opened</h2>"))
            #expect(page.html.contains("<a class=\"button\" href=\"/\">Upload another file</a>"))
            #expect(!page.html.contains("id=\"timeline\"") && !page.html.contains("/exports/markers") && !page.html.contains("/exports/chapters"))
            #expect(page.html.contains("/exports/report.html"))
            #expect(page.html.contains("value=\"fixed\"") && !page.html.contains("value=\"dismissed\""))
        }
    }

    @Test("A review on its way shows how far it is, and where its news come from")
    func progress() async throws {
        let fixture = try await AccessFixture()
        try await fixture.test { client async throws in
            let id = fixture.physics.running
            let page = try await client.page("/reviews/\(id)", as: fixture.token(.uploader, .physics))
            #expect(page.values(of: "data-events") == ["/v1/reviews/\(id)/events"])
            #expect(Set(page.values(of: "data-stage")) == Set(Stage.allCases.map(\.rawValue)))
            #expect(page.html.contains("<noscript><meta http-equiv=\"refresh\""))
        }
    }
}
