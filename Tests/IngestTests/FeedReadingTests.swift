import Ingest
import Testing
import WebTestSupport

@Suite("What is read out of feeds", .timeLimit(.minutes(1)))
struct FeedReadingTests {
    /// What a visit takes on of a feed.
    private func taken(_ feed: String) async throws -> [FeedFixture.Taken] {
        let fixture = try await FeedFixture { _, _ in .text(feed) }
        let count = try await fixture.watch().visit()
        let taken = try await fixture.taken()
        #expect(count == taken.count && fixture.server.requests.count == 1)
        return taken
    }

    /// RSS with these items.
    private func rss(_ items: String) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">
        <channel><title>Course</title><image><title>Logo</title><url>http://media.test/logo.png</url></image>\(items)</channel>
        </rss>
        """
    }

    private let video = #"<enclosure url="http://media.test/a.mp4" type="video/mp4" length="1"/>"#

    @Test("An item of RSS with its enclosure; one without is no recording")
    func item() async throws {
        let feed = rss("<item><title> First </title><guid>1</guid>\(video)</item><item><title>News</title><guid>2</guid></item>")
        #expect(try await taken(feed) == [.init(title: "First", address: "http://media.test/a.mp4")])
    }

    @Test("An entry of Atom with the link that encloses; the other links are not")
    func entry() async throws {
        let feed = """
            <?xml version="1.0"?>
            <feed xmlns="http://www.w3.org/2005/Atom"><title>Course</title><id>urn:course</id><link rel="self" href="http://media.test/feed"/>
            <entry><title>First</title><id>urn:1</id><link rel="alternate" type="text/html" href="http://media.test/page"/>
            <link rel="enclosure" type="audio/mpeg" href="http://media.test/a.mp3"/><content>Words</content></entry>
            <entry><title>Page</title><id>urn:2</id><link href="http://media.test/other"/></entry></feed>
            """
        #expect(try await taken(feed) == [.init(title: "First", address: "http://media.test/a.mp3")])
    }

    @Test("Of several enclosures the first that is sound or moving pictures")
    func several() async throws {
        let feed = rss(
            """
            <item><title>First</title><guid>1</guid><enclosure url="http://media.test/a.pdf" type="application/pdf"/>
            <enclosure url="http://media.test/a.vtt" type="text/vtt"/>\(video)<enclosure url="http://media.test/b.mp4" type="video/mp4"/></item>
            """)
        #expect(try await taken(feed) == [.init(title: "First", address: "http://media.test/a.mp4")])
    }

    @Test("An enclosure without a type is taken for a recording, one without an address for nothing")
    func untyped() async throws {
        let feed = rss(#"<item><enclosure type="video/mp4"/><enclosure url="http://media.test/a"/></item>"#)
        #expect(try await taken(feed) == [.init(title: "", address: "http://media.test/a")])
    }

    @Test("Items without a name of their own are known by their addresses")
    func noName() async throws {
        let two = rss("<item>\(video)</item><item>\(video)</item><item>\(video.replacing("a.mp4", with: "b.mp4"))</item>")
        let fixture = try await FeedFixture { _, _ in .text(two) }
        #expect(try await fixture.watch().visit() == 2)
        fixture.waitForTurn()
        #expect(try await fixture.watch().visit() == 0)
        #expect(try await fixture.taken().map(\.address) == ["http://media.test/a.mp4", "http://media.test/b.mp4"])
        #expect(fixture.server.requests.count == 2)
    }

    @Test(
        "Titles as they are written",
        arguments: [
            ("<![CDATA[Cells & <b>more</b>]]>", "Cells & <b>more</b>"), ("Fish &amp; chips", "Fish & chips"), ("1 &lt; 2", "1 < 2"),
            ("Caf&#233; &#x2013; noon", "Café – noon"), ("Zürich", "Zürich"), ("A<![CDATA[ & ]]>B", "A & B"),
        ])
    func titles(written: String, read: String) async throws {
        #expect(try await taken(rss("<item><title>\(written)</title>\(video)</item>")).map(\.title) == [read])
    }

    @Test("A title of another name space is not the title")
    func otherTitle() async throws {
        let feed = rss("<item><itunes:title>Short</itunes:title><title>Long</title>\(video)</item>")
        #expect(try await taken(feed).map(\.title) == ["Long"])
    }

    @Test("An address with signs of XML in it")
    func escapedAddress() async throws {
        let feed = rss(#"<item><enclosure url="http://media.test/a.mp4?x=1&amp;y=2" type="video/mp4"/></item>"#)
        #expect(try await taken(feed).map(\.address) == ["http://media.test/a.mp4?x=1&y=2"])
    }

    @Test("A title without end is cut")
    func longTitle() async throws {
        let feed = rss("<item><title>\(String(repeating: "é", count: 20_000))</title>\(video)</item>")
        #expect(try await taken(feed).map(\.title.unicodeScalars.count) == [500])
    }
}
