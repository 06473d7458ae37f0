import Ingest
import ReviewModel
import StorageTestSupport
import TestSupport
import Testing
import WebTestSupport

@Suite("Fetches that are cut off", .timeLimit(.minutes(2)))
struct FetchResumeTests {
    /// Lets a first attempt take in so many bytes, and cuts it off then.
    private func cut(_ fixture: FetchFixture, _ server: WebHost, _ review: String, after count: Int64) async throws {
        let service = fixture.service
        let attempt = Task { try await service.next() }
        #expect(try await eventually { try await fixture.received(review) == count })
        server.cut()
        #expect(try await attempt.value)
        #expect(try await fixture.review(review)?.state == .awaitingMedia)
    }

    @Test("The next attempt asks for the rest alone, of the same file", arguments: Engine.allCases)
    func rest(engine: Engine) async throws {
        let bytes = sample(300_000)
        let server = try await WebHost { request, number in
            let file = WebReply.file(bytes, tag: "\"a\"", to: request)
            return number == 0 ? file.ended(.held(after: 200_000)) : file
        }
        let fixture = try FetchFixture(engine)
        let id = try await fixture.begin("http://media.test:\(server.port)/a.mp4")
        try await cut(fixture, server, id, after: 200_000)
        #expect(try await fixture.service.next() == false)
        fixture.uploads.time.advance(10)
        #expect(try await fixture.service.next())
        #expect(server.requests.map { $0.headers["range"] } == [nil, "bytes=200000-"])
        #expect(server.requests.map { $0.headers["if-range"] } == [nil, "\"a\""])
        #expect(try await fixture.review(id)?.source?.sha256 == sha256(bytes))
    }

    @Test("A file with a date alone is known again by it")
    func date() async throws {
        let bytes = sample(3_000)
        let date = "Wed, 21 Oct 2015 07:28:00 GMT"
        let server = try await WebHost { request, number in
            var file = WebReply.file(bytes, tag: date, to: request)
            file.fields["ETag"] = "W/\"weak\""
            file.fields["Last-Modified"] = date
            return number == 0 ? file.ended(.held(after: 2_000)) : file
        }
        let fixture = try FetchFixture()
        let id = try await fixture.begin("http://media.test:\(server.port)/a.mp4")
        try await cut(fixture, server, id, after: 2_000)
        fixture.waitForTurn()
        #expect(try await fixture.service.next())
        #expect(server.requests.last?.headers["if-range"] == date)
        #expect(try await fixture.review(id)?.source?.sha256 == sha256(bytes))
    }

    @Test("A side that only sends the whole sends it again, and what is there is passed over")
    func whole() async throws {
        let bytes = sample(3_000)
        let server = try await WebHost { _, number in
            let file = WebReply(fields: ["ETag": "\"a\""], body: bytes)
            return number == 0 ? file.ended(.held(after: 2_000)) : file
        }
        let fixture = try FetchFixture()
        let id = try await fixture.begin("http://media.test:\(server.port)/a.mp4")
        try await cut(fixture, server, id, after: 2_000)
        fixture.waitForTurn()
        #expect(try await fixture.service.next())
        #expect(try await fixture.review(id)?.source?.sha256 == sha256(bytes))
        #expect(server.requests.count == 2)
    }

    @Test("Two halves of different files are not put together")
    func changed() async throws {
        let (old, new) = (sample(3_000), sample(3_000, seed: 2))
        let server = try await WebHost { request, number in
            number == 0 ? WebReply.file(old, tag: "\"a\"", to: request).ended(.held(after: 2_000)) : .file(new, tag: "\"b\"", to: request)
        }
        let fixture = try FetchFixture()
        let id = try await fixture.begin("http://media.test:\(server.port)/a.mp4")
        try await cut(fixture, server, id, after: 2_000)
        fixture.waitForTurn()
        #expect(try await fixture.service.next())
        let review = try await fixture.review(id)
        #expect(review?.state == .failed && review?.problem?.contains("changed") == true && review?.source == nil)
        #expect(fixture.uploads.files.stored == [] && fixture.uploads.files.partial == [])
        #expect(server.requests.count == 2)
    }

    @Test("A part that begins elsewhere is not appended")
    func otherPart() async throws {
        let bytes = sample(3_000)
        let server = try await WebHost { request, number in
            var file = WebReply.file(bytes, tag: "\"a\"", to: request)
            if number == 0 { return file.ended(.held(after: 2_000)) }
            file.fields["Content-Range"] = "bytes 1999-2999/3000"
            return file
        }
        let fixture = try FetchFixture()
        let id = try await fixture.begin("http://media.test:\(server.port)/a.mp4")
        try await cut(fixture, server, id, after: 2_000)
        fixture.waitForTurn()
        #expect(try await fixture.service.next())
        #expect(try await fixture.review(id)?.source == nil && fixture.uploads.files.stored == [])
        #expect(server.requests.count == 2)
    }

    @Test("A part that ends before the file does is not taken for the end")
    func shortPart() async throws {
        let bytes = sample(3_000)
        let server = try await WebHost { request, number in
            guard number > 0, let start = request.rangeStart else {
                return WebReply.file(bytes, tag: "\"a\"", to: request).ended(.held(after: 1_000))
            }
            // No more than 500 bytes at once: a server may do so.
            let end = min(start + 500, 3_000)
            return WebReply(
                status: 206, fields: ["ETag": "\"a\"", "Content-Range": "bytes \(start)-\(end - 1)/3000"], body: Array(bytes[start..<end]))
        }
        let fixture = try FetchFixture()
        let id = try await fixture.begin("http://media.test:\(server.port)/a.mp4")
        try await cut(fixture, server, id, after: 1_000)
        fixture.waitForTurn()
        #expect(try await fixture.service.next())
        #expect(server.requests.count > 1 && server.requests[1].rangeStart == 1_000)
        let source = try await fixture.review(id)?.source
        #expect(source == nil || source?.sha256 == sha256(bytes))
    }

    @Test("Where only the end was missing, there is nothing left to fetch")
    func onlyTheEnd() async throws {
        let bytes = sample(1_000)
        let server = try await WebHost { _, number in
            // In one chunk, without the empty one that ends the body.
            let chunk = Array("3e8\r\n".utf8) + bytes + Array("\r\n".utf8)
            return number == 0
                ? WebReply(
                    fields: ["ETag": "\"a\"", "Transfer-Encoding": "chunked"], body: chunk, tellsLength: false, ending: .held(after: chunk.count))
                : WebReply(status: 416, fields: ["ETag": "\"a\"", "Content-Range": "bytes */1000"])
        }
        let fixture = try FetchFixture()
        let id = try await fixture.begin("http://media.test:\(server.port)/a.mp4")
        try await cut(fixture, server, id, after: 1_000)
        fixture.waitForTurn()
        #expect(try await fixture.service.next())
        #expect(try await fixture.review(id)?.source?.sha256 == sha256(bytes))
        #expect(server.requests.count == 2)
    }

    @Test("A cut of its own accord is tried again as well")
    func cutByServer() async throws {
        let bytes = sample(300_000)
        let server = try await WebHost { request, number in
            let file = WebReply.file(bytes, tag: "\"a\"", to: request)
            return number == 0 ? file.ended(.cut(after: 100_000)) : file
        }
        let fixture = try FetchFixture()
        let id = try await fixture.begin("http://media.test:\(server.port)/a.mp4")
        #expect(try await fixture.service.next())
        // How much of it the connection still brought is chance; that it is the beginning is not.
        let received = try await fixture.received(id)
        #expect(received <= 100_000)
        fixture.waitForTurn()
        #expect(try await fixture.service.next())
        #expect(server.requests.last?.rangeStart == (received > 0 ? Int(received) : nil))
        #expect(try await fixture.review(id)?.source?.sha256 == sha256(bytes))
    }
}
