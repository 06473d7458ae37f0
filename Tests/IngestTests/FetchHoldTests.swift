import Ingest
import JobQueue
import Logging
import ReviewModel
import Storage
import StorageTestSupport
import TestSupport
import Testing
import WebTestSupport

@Suite("Fetches and the processes that do them", .timeLimit(.minutes(2)))
struct FetchHoldTests {
    @Test("What a process held that ended is another's turn once its time is over", arguments: Engine.allCases)
    func ended(engine: Engine) async throws {
        let bytes = sample(1_000)
        let server = try await WebHost { request, _ in .file(bytes, tag: "\"a\"", to: request) }
        let fixture = try FetchFixture(engine)
        let id = try await fixture.begin("http://media.test:\(server.port)/a.mp4")
        // All that is left of a process that was killed: its hold.
        let now = fixture.uploads.time.clock.now
        let held = try await fixture.uploads.engine.queue.database.write { try FetchStore.claim(at: now, until: now + 60, $0) }
        #expect(held?.attempt == 1)
        #expect(try await fixture.service.next() == false)
        fixture.uploads.time.advance(60)
        #expect(try await fixture.service.next() == false)
        fixture.uploads.time.advance(1)
        #expect(try await fixture.service.next())
        #expect(try await fixture.review(id)?.source?.sha256 == sha256(bytes))
        #expect(server.requests.count == 1)
    }

    @Test("Two processes never do the same fetch at once", arguments: Engine.allCases)
    func one(engine: Engine) async throws {
        let bytes = sample(1_000)
        let server = try await WebHost { request, _ in WebReply.file(bytes, tag: "\"a\"", to: request).ended(.held(after: 10)) }
        let fixture = try FetchFixture(engine)
        let id = try await fixture.begin("http://media.test:\(server.port)/a.mp4")
        let (service, other) = (fixture.service, try fixture.another())
        let first = Task { try await service.next() }
        #expect(try await eventually { server.requests.count == 1 })
        #expect(try await other.next() == false)
        server.finish()
        #expect(try await first.value)
        #expect(try await other.next() == false)
        #expect(server.requests.count == 1)
        #expect(try await fixture.review(id)?.source?.sha256 == sha256(bytes))
    }

    @Test("Of many that ask at once, each fetch goes to one", arguments: Engine.allCases)
    func many(engine: Engine) async throws {
        let server = try await WebHost { request, _ in .file(sample(1_000), tag: "\"a\"", to: request) }
        let fixture = try FetchFixture(engine)
        for number in 0..<6 { _ = try await fixture.begin("http://media.test:\(server.port)/\(number)") }
        let services = [fixture.service, try fixture.another()]
        let done = try await withThrowingTaskGroup(of: Int.self) { group in
            for index in 0..<4 {
                let service = services[index % 2]
                group.addTask {
                    var count = 0
                    while try await service.next() { count += 1 }
                    return count
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(done == 6)
        #expect(server.requests.map(\.path).sorted() == (0..<6).map { "/\($0)" })
    }

    @Test("A process that was out of the world for a while does not take the fetch out of another's hands")
    func outOfTheWorld() async throws {
        let bytes = sample(1_000)
        let server = try await WebHost { request, number in
            let file = WebReply.file(bytes, tag: "\"a\"", to: request)
            return number < 2 ? file.ended(.held(after: 100)) : file
        }
        let fixture = try FetchFixture()
        let id = try await fixture.begin("http://media.test:\(server.port)/a.mp4")
        let (service, other) = (fixture.service, try fixture.another())
        let first = Task { try await service.next() }
        #expect(try await eventually { try await fixture.received(id) == 100 })
        // As if the first had shown no sign of life meanwhile.
        fixture.uploads.time.advance(61)
        let second = Task { try await other.next() }
        #expect(try await first.value)
        #expect(try await eventually { try await fixture.received(id) == 200 })
        fixture.uploads.time.advance(30)
        #expect(try await fixture.another().next() == false)
        server.finish()
        #expect(try await second.value)
        #expect(server.requests.count == 2)
        #expect(try await fixture.review(id)?.source?.sha256 == sha256(bytes))
    }

    @Test("A fetch that waits for its turn longer than an upload is kept still gets it")
    func longWait() async throws {
        let bytes = sample(1_000)
        let server = try await WebHost { request, _ in .file(bytes, tag: "\"a\"", to: request) }
        let fixture = try FetchFixture()
        let id = try await fixture.begin("http://media.test:\(server.port)/a.mp4")
        fixture.uploads.time.advance(fixture.uploads.limits.lifetime + 1)
        try await UploadSweep(engine: fixture.uploads.engine, logger: Logger(label: "test")).sweep()
        #expect(try await fixture.service.next())
        #expect(try await fixture.review(id)?.source?.sha256 == sha256(bytes))
        #expect(server.requests.count == 1)
    }
}
