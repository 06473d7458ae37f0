import Foundation
import Ingest
import JobQueue
import Logging
import ReviewModel
import Storage
import StorageTestSupport
import TestSupport
import Testing
import WebTestSupport

@Suite("Feeds that mean harm, or are none", .timeLimit(.minutes(2)))
struct HostileFeedTests {
    /// A feed whose one title is a reference, after declarations.
    private func feed(_ declarations: String, _ title: String) -> String {
        """
        <?xml version="1.0"?>
        <!DOCTYPE rss [\(declarations)]>
        <rss version="2.0"><channel><item><title>\(title)</title><guid>1</guid>
        <enclosure url="http://media.test/a.mp4" type="video/mp4"/></item></channel></rss>
        """
    }

    /// The titles of what a visit takes on, if it takes on anything.
    private func titles(_ feed: String) async throws -> [String] {
        let fixture = try await FeedFixture { _, _ in .text(feed) }
        do {
            _ = try await fixture.watch().visit()
        } catch is FetchRefusal {
            #expect(try await fixture.taken() == [])
        }
        #expect(fixture.server.requests.count == 1)
        return try await fixture.taken().map(\.title)
    }

    @Test("A file of the machine that a feed names as an entity is not read")
    func file() async throws {
        let folder = try TemporaryFolder()
        let secret = try folder.write(Data("only the machine knows".utf8), to: "secret.txt")
        for place in ["file://\(secret)", secret] {
            for title in try await titles(feed(#"<!ENTITY x SYSTEM "\#(place)">"#, "Title &x;")) { #expect(!title.contains("only the machine")) }
        }
        // Looked at here, so that the folder stays until now.
        #expect(FileManager.default.fileExists(atPath: folder.path("secret.txt")))
    }

    @Test("Nor is an address asked, for an entity or for declarations")
    func network() async throws {
        let inside = try await WebHost { _, _ in .text("from within the house") }
        let place = "http://127.0.0.1:\(inside.port)/x"
        for text in [
            feed(#"<!ENTITY x SYSTEM "\#(place)">"#, "Title &x;"), feed(#"<!ENTITY % x SYSTEM "\#(place)"> %x;"#, "Title"),
            FeedFixture.rss([1]).replacing("<rss", with: #"<!DOCTYPE rss SYSTEM "\#(place)"><rss"#),
        ] {
            for title in try await titles(text) { #expect(!title.contains("within the house")) }
        }
        #expect(inside.connections == 0)
    }

    @Test("Entities of entities of entities end early")
    func laughs() async throws {
        let levels = (1...12).map { level in
            "<!ENTITY l\(level) \"\(String(repeating: "&l\(level - 1);", count: 10))\">"
        }
        let title = try await titles(feed("<!ENTITY l0 \"ha\">" + levels.joined(), "&l12;")).first ?? ""
        #expect(title.unicodeScalars.count <= 500)
    }

    @Test("An entity that is its own end is none")
    func loop() async throws {
        let title = try await titles(feed(#"<!ENTITY a "&b;"><!ENTITY b "&a;">"#, "&a;")).first ?? ""
        #expect(title.unicodeScalars.count <= 500)
    }

    @Test(
        "What is no feed is said to be none",
        arguments: [
            "", "no", "Not found", "{\"episodes\": []}", "<html><body>Log in</body></html>", "<rss><channel><item>", "<rss></channel></rss>",
            "<!DOCTYPE html><html><p>One<p>Two</html>",
        ])
    func none(text: String) async throws {
        let fixture = try await FeedFixture { _, _ in .text(text, ["ETag": "\"a\""]) }
        await #expect(throws: FetchRefusal.self) { try await fixture.watch().visit() }
        // What was not understood is not taken for known: it is asked for as a whole again.
        fixture.waitForTurn()
        await #expect(throws: FetchRefusal.self) { try await fixture.watch().visit() }
        #expect(fixture.server.requests.map { $0.headers["if-none-match"] } == [nil, nil])
    }

    @Test("An episode within the house, or on this machine's disk, becomes a review that says so, and nothing of it is read")
    func places() async throws {
        let inside = try await WebHost(on: "127.0.0.2") { _, _ in .text("secret") }
        let folder = try TemporaryFolder()
        let file = try folder.write(Data("secret".utf8), to: "a.mp4")
        let items = ["http://127.0.0.2:\(inside.port)/a.mp4", "file://\(file)", file, "ftp://media.test/a.mp4"].map { place in
            #"<item><enclosure url="\#(place)" type="video/mp4"/></item>"#
        }
        // A path alone is one at the feed's server.
        let fixture = try await FeedFixture { request, _ in
            request.path.hasSuffix("feed.xml") ? .text("<rss version=\"2.0\"><channel>\(items.joined())</channel></rss>") : WebReply(status: 404)
        }
        #expect(try await fixture.watch().visit() == 4)
        let service = FetchService(engine: fixture.uploads.engine, client: .test(), logger: Logger(label: "test"))
        while try await service.next() {}
        let reviews = try await fixture.reviews()
        #expect(reviews.count == 4 && reviews.allSatisfy { $0.state == .failed && $0.problem != nil && $0.source == nil })
        #expect(fixture.uploads.files.stored == [] && fixture.uploads.files.partial == [])
        #expect(inside.connections == 0 && fixture.server.requests.count == 2)
        #expect(FileManager.default.fileExists(atPath: folder.path("a.mp4")))
    }

    @Test("A name of an episode that is longer than any keeps none of the others away", arguments: Engine.allCases)
    func longName(engine: Engine) async throws {
        // Not compressible, as the database's index would do.
        let name = sample(20_000).hexadecimal
        let long = #"<item><guid>\#(name)</guid><enclosure url="http://media.test/long.mp4" type="video/mp4"/></item>"#
        let text = FeedFixture.rss([1]).replacing("<item>", with: "\(long)<item>").replacing("</channel>", with: "\(long)</channel>")
        let fixture = try await FeedFixture(engine) { _, _ in .text(text) }
        #expect(try await fixture.watch().visit() == 2)
        fixture.waitForTurn()
        #expect(try await fixture.watch().visit() == 0)
        #expect(fixture.server.requests.count == 2)
    }
}
