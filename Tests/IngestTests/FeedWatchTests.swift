import Ingest
import ReviewModel
import StorageTestSupport
import TestSupport
import Testing
import WebTestSupport

@Suite("Watched feeds", .timeLimit(.minutes(2)))
struct FeedWatchTests {
    @Test("Each episode is taken on once, as a review of the course", arguments: Engine.allCases)
    func once(engine: Engine) async throws {
        let fixture = try await FeedFixture(engine) { _, number in .text(FeedFixture.rss(number == 0 ? [2, 1] : [3, 2, 1])) }
        #expect(try await fixture.watch().visit() == 2)
        #expect(try await fixture.taken() == [1, 2].map { FeedFixture.Taken(title: "Episode \($0)", address: "http://media.test/\($0).mp4") })
        #expect(try await fixture.reviews().allSatisfy { $0.course == "Biology" && $0.state == .awaitingMedia })
        fixture.waitForTurn()
        #expect(try await fixture.watch().visit() == 1)
        fixture.waitForTurn()
        #expect(try await fixture.watch().visit() == 0)
        #expect(try await fixture.taken().count == 3 && fixture.server.requests.count == 3)
    }

    @Test("Reviews stand in the order of the course, whatever the order in which they are looked at")
    func order() async throws {
        let fixture = try await FeedFixture { _, _ in .text(FeedFixture.rss([6, 5, 4, 3, 2, 1])) }
        #expect(try await fixture.watch().visit() == 6)
        #expect(try await fixture.reviews().map(\.title) == (1...6).reversed().map { "Episode \($0)" })
        #expect(fixture.server.requests.count == 1)
    }

    @Test("A feed is not asked for more often than its interval, by no process", arguments: Engine.allCases)
    func interval(engine: Engine) async throws {
        let fixture = try await FeedFixture(engine) { _, _ in .text(FeedFixture.rss([1])) }
        let other = fixture.watch(try fixture.uploads.another())
        #expect(try await fixture.watch().visit() == 1)
        #expect(try await fixture.watch().visit() == nil)
        #expect(try await other.visit() == nil)
        fixture.uploads.time.advance(FeedFixture.interval - 1)
        #expect(try await other.visit() == nil)
        #expect(fixture.server.requests.count == 1)
        fixture.uploads.time.advance(1)
        #expect(try await other.visit() == 0)
        #expect(try await fixture.watch().visit() == nil)
        #expect(fixture.server.requests.count == 2)
    }

    @Test("A feed that has not changed is known again by what its server said of it")
    func unchanged() async throws {
        let date = "Wed, 21 Oct 2015 07:28:00 GMT"
        let fixture = try await FeedFixture { request, _ in
            if request.headers["if-none-match"] == "\"a\"" { return WebReply(status: 304) }
            return .text(FeedFixture.rss([1]), ["ETag": "\"a\"", "Last-Modified": date])
        }
        #expect(try await fixture.watch().visit() == 1)
        for _ in 0..<2 {
            fixture.waitForTurn()
            #expect(try await fixture.watch().visit() == nil)
        }
        #expect(fixture.server.requests.map { $0.headers["if-none-match"] } == [nil, "\"a\"", "\"a\""])
        #expect(fixture.server.requests.map { $0.headers["if-modified-since"] } == [nil, date, date])
        #expect(try await fixture.taken().count == 1)
    }

    @Test("A server that wants to be left in peace is, for as long as it says", arguments: [429, 503])
    func leftInPeace(status: Int) async throws {
        let fixture = try await FeedFixture { _, number in
            number == 0 ? WebReply(status: status, fields: ["Retry-After": "5000"]) : .text(FeedFixture.rss([1]))
        }
        await #expect(throws: FetchRefusal.self) { try await fixture.watch().visit() }
        fixture.uploads.time.advance(4_999)
        #expect(try await fixture.watch().visit() == nil)
        #expect(fixture.server.requests.count == 1)
        fixture.uploads.time.advance(1)
        #expect(try await fixture.watch().visit() == 1)
        #expect(fixture.server.requests.count == 2)
    }

    @Test("One that wants less peace than the interval, or nonsense, gets the interval", arguments: ["1", "nan", "-5", "soon"])
    func shortPeace(text: String) async throws {
        let fixture = try await FeedFixture { _, number in
            number == 0 ? WebReply(status: 429, fields: ["Retry-After": text]) : .text(FeedFixture.rss([1]))
        }
        await #expect(throws: FetchRefusal.self) { try await fixture.watch().visit() }
        fixture.uploads.time.advance(FeedFixture.interval - 1)
        #expect(try await fixture.watch().visit() == nil)
        fixture.uploads.time.advance(1)
        #expect(try await fixture.watch().visit() == 1)
        #expect(fixture.server.requests.count == 2)
    }

    @Test("A feed that cannot be had now is asked for again at its next turn", arguments: [404, 500])
    func failing(status: Int) async throws {
        let fixture = try await FeedFixture { _, number in number == 0 ? WebReply(status: status) : .text(FeedFixture.rss([1])) }
        await #expect(throws: FetchRefusal.self) { try await fixture.watch().visit() }
        #expect(try await fixture.watch().visit() == nil)
        fixture.waitForTurn()
        #expect(try await fixture.watch().visit() == 1)
        #expect(fixture.server.requests.count == 2)
    }

    @Test("A feed that is cut off is not taken for a short one")
    func cutOff() async throws {
        let fixture = try await FeedFixture { _, number in
            let feed = WebReply.text(FeedFixture.rss([2, 1]), ["ETag": "\"a\""])
            return number == 0 ? feed.ended(.cut(after: feed.body.count - 20)) : feed
        }
        await #expect(throws: FetchRefusal.self) { try await fixture.watch().visit() }
        #expect(try await fixture.taken() == [])
        fixture.waitForTurn()
        #expect(try await fixture.watch().visit() == 2)
        #expect(fixture.server.requests.map { $0.headers["if-none-match"] } == [nil, nil])
    }

    @Test("Addresses of episodes that are written short are meant from where the feed lies in the end")
    func relative() async throws {
        let items = ["a.mp4", "../b.mp4", "/c.mp4", "//media.test/d.mp4"].enumerated().map { index, place in
            "<item><guid>\(index)</guid><title>\(index)</title><enclosure url=\"\(place)\" type=\"video/mp4\"/></item>"
        }
        let fixture = try await FeedFixture { request, _ in
            request.path == "/course/feed.xml"
                ? .redirect("/other/place/feed.xml") : .text("<rss version=\"2.0\"><channel>\(items.joined())</channel></rss>")
        }
        #expect(try await fixture.watch().visit() == 4)
        let server = "http://media.test:\(fixture.server.port)"
        let taken = Dictionary(uniqueKeysWithValues: try await fixture.taken().map { ($0.title, $0.address) })
        #expect(
            taken == [
                "0": server + "/other/place/a.mp4", "1": server + "/other/b.mp4", "2": server + "/c.mp4", "3": "http://media.test/d.mp4",
            ])
    }

    @Test("Two processes that read the feed at the same time take each episode once", arguments: Engine.allCases)
    func race(engine: Engine) async throws {
        let fixture = try await FeedFixture(engine) { _, number in
            let feed = WebReply.text(FeedFixture.rss([3, 2, 1]))
            return number == 0 ? feed.ended(.held(after: 0)) : feed
        }
        let (watch, other) = (fixture.watch(), fixture.watch(try fixture.uploads.another()))
        let slow = Task { try await watch.visit() }
        #expect(try await eventually { fixture.server.requests.count == 1 })
        // So slow that it is the other's turn.
        fixture.waitForTurn()
        #expect(try await other.visit() == 3)
        fixture.server.finish()
        #expect(try await slow.value == 0)
        #expect(try await fixture.reviews().count == 3)
        #expect(try await fixture.taken().count == 3)
    }

    @Test("Requests to one host are spaced, whichever feeds they are for")
    func spaced() async throws {
        let pause = Duration.milliseconds(300)
        let fixture = try await FeedFixture { _, _ in .text(FeedFixture.rss([1])) }
        let pacer = HostPacer(pause: pause)
        let watches = ["a", "b", "c"].map { name in
            fixture.watch(pacer: pacer, address: "http://media.test:\(fixture.server.port)/\(name).xml")
        }
        let begin = ContinuousClock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for watch in watches { group.addTask { _ = try await watch.visit() } }
            try await group.waitForAll()
        }
        #expect(ContinuousClock.now - begin >= pause * 2)
        #expect(fixture.server.requests.map(\.path).sorted() == ["/a.xml", "/b.xml", "/c.xml"])
    }
}
