import Ingest
import JobQueue
import ReviewModel
import StorageTestSupport
import TestSupport
import Testing
import WebTestSupport

@Suite("Fetches", .timeLimit(.minutes(2)))
struct FetchServiceTests {
    @Test("A recording reaches its review whole, and the review says where it is from", arguments: Engine.allCases)
    func fetched(engine: Engine) async throws {
        let bytes = sample(300_000)
        let server = try await WebHost { request, _ in .file(bytes, tag: "\"a\"", to: request) }
        let fixture = try FetchFixture(engine)
        let address = "http://media.test:\(server.port)/talks/lecture.mp4?key=1"
        let id = try await fixture.begin(address)
        #expect(try await fixture.review(id)?.state == .awaitingMedia)
        #expect(try await fixture.service.next())
        let review = try #require(try await fixture.review(id))
        #expect(review.state == .inProgress && review.title == "Talk")
        let source = try #require(review.source)
        #expect(source.sha256 == sha256(bytes) && source.bytes == 300_000 && source.way == .url)
        #expect(source.fileName == "lecture.mp4" && source.reference == address && source.sender == "ada")
        #expect(try await fixture.uploads.engine.queue.claim(.ingest, worker: "w", limit: 5).count == 1)
        #expect(fixture.uploads.files.partial == [] && fixture.uploads.files.stored == [sha256(bytes)])
        #expect(try await fixture.service.next() == false)
        #expect(server.requests.count == 1)
    }

    @Test("A length that nobody told is where the connection ends")
    func noLength() async throws {
        let bytes = sample(10_000)
        let server = try await WebHost { _, _ in WebReply(body: bytes, tellsLength: false) }
        let fixture = try FetchFixture()
        let id = try await fixture.begin("http://media.test:\(server.port)/")
        #expect(try await fixture.service.next())
        #expect(try await fixture.review(id)?.source?.sha256 == sha256(bytes))
        #expect(try await fixture.review(id)?.source?.fileName == "recording")
        #expect(server.requests.count == 1)
    }

    @Test("What is wrong with the address itself is said at once, and nothing is begun")
    func refusedAtOnce() async throws {
        let fixture = try FetchFixture()
        await #expect(throws: FetchRefusal.self) { try await fixture.begin("file:///etc/passwd") }
        #expect(try await fixture.service.next() == false)
    }

    @Test("What cannot get better ends the review with a sentence that says why", arguments: [400, 401, 403, 404, 410, 304])
    func final(status: Int) async throws {
        let server = try await WebHost { _, _ in WebReply(status: status) }
        let fixture = try FetchFixture()
        let id = try await fixture.begin("http://media.test:\(server.port)/a.mp4")
        #expect(try await fixture.service.next())
        let review = try await fixture.review(id)
        #expect(review?.state == .failed && review?.problem == "The recording could not be fetched. The other side answered \(status).")
        fixture.waitForTurn()
        #expect(try await fixture.service.next() == false)
        #expect(server.requests.count == 1 && fixture.uploads.files.partial == [])
    }

    @Test("An address within the house ends the review, and nothing connects")
    func house() async throws {
        let inside = try await WebHost(on: "127.0.0.2")
        let fixture = try FetchFixture()
        let id = try await fixture.begin("http://127.0.0.2:\(inside.port)/a.mp4")
        #expect(try await fixture.service.next())
        #expect(try await fixture.review(id)?.problem?.contains("is not a public host") == true)
        #expect(inside.connections == 0)
    }

    @Test("A side that is busy is asked again when it said, not earlier")
    func retryAfter() async throws {
        let bytes = sample(1_000)
        let server = try await WebHost { request, number in
            number == 0 ? WebReply(status: 503, fields: ["Retry-After": "120"]) : .file(bytes, tag: "\"a\"", to: request)
        }
        let fixture = try FetchFixture()
        let id = try await fixture.begin("http://media.test:\(server.port)/a.mp4")
        #expect(try await fixture.service.next())
        #expect(try await fixture.review(id)?.state == .awaitingMedia)
        fixture.uploads.time.advance(119)
        #expect(try await fixture.service.next() == false)
        fixture.uploads.time.advance(1)
        #expect(try await fixture.service.next())
        #expect(try await fixture.review(id)?.source?.sha256 == sha256(bytes))
        #expect(server.requests.count == 2)
    }

    @Test("A pause that says nothing is like none", arguments: ["soon", "nan", "-5", "Thu, 01 Jan 1970 00:00:00 GMT"])
    func oddPause(text: String) async throws {
        let bytes = sample(1_000)
        let server = try await WebHost { request, number in
            number == 0 ? WebReply(status: 429, fields: ["Retry-After": text]) : .file(bytes, tag: "\"a\"", to: request)
        }
        let fixture = try FetchFixture()
        let id = try await fixture.begin("http://media.test:\(server.port)/a.mp4")
        #expect(try await fixture.service.next())
        #expect(try await fixture.service.next() == false)
        fixture.uploads.time.advance(10)
        #expect(try await fixture.service.next())
        #expect(try await fixture.review(id)?.source?.sha256 == sha256(bytes))
        #expect(server.requests.count == 2)
    }

    @Test("After eight attempts it is over")
    func attempts() async throws {
        let server = try await WebHost { _, _ in WebReply(status: 500) }
        let fixture = try FetchFixture()
        let id = try await fixture.begin("http://media.test:\(server.port)/a.mp4")
        for attempt in 1...8 {
            #expect(try await fixture.review(id)?.state == .awaitingMedia, "\(attempt)")
            #expect(try await fixture.service.next())
            fixture.waitForTurn()
        }
        #expect(try await fixture.review(id)?.state == .failed)
        #expect(try await fixture.service.next() == false)
        #expect(server.requests.count == 8)
    }

    @Test("More than a recording may have ends the review, whether it was told or not", arguments: [true, false])
    func tooLarge(tellsLength: Bool) async throws {
        var limits = UploadLimits()
        limits.bytes = 1_000
        let server = try await WebHost { _, _ in WebReply(body: sample(1_001), tellsLength: tellsLength) }
        let fixture = try FetchFixture(limits: limits)
        let id = try await fixture.begin("http://media.test:\(server.port)/a.mp4")
        #expect(try await fixture.service.next())
        let review = try await fixture.review(id)
        #expect(review?.state == .failed && review?.problem?.contains("1000 bytes") == true)
        #expect(fixture.uploads.files.partial == [] && fixture.uploads.files.stored == [])
        #expect(server.requests.count == 1)
    }

    @Test("Nothing at all ends the review", arguments: [true, false])
    func empty(tellsLength: Bool) async throws {
        let server = try await WebHost { _, _ in WebReply(tellsLength: tellsLength) }
        let fixture = try FetchFixture()
        let id = try await fixture.begin("http://media.test:\(server.port)/a.mp4")
        #expect(try await fixture.service.next())
        let review = try await fixture.review(id)
        #expect(review?.state == .failed && review?.problem?.contains("There are no bytes") == true)
        #expect(server.requests.count == 1)
    }
}
