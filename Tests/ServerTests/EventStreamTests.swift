import HTTPTypes
import HummingbirdTesting
import NIOCore
import TestSupport
import Testing

@testable import Server

@Suite("News of a review as events", .timeLimit(.minutes(1))) struct EventStreamTests {
    /// Begins a stream, and returns once it waits; `others` wait already.
    private static func begin(
        _ path: String, _ fixture: BoardFixture, _ client: any TestClientProtocol, _ fields: [String: String] = [:], besides others: Int = 0
    ) async throws -> Task<TestResponse, any Error> {
        let stream = Task { try await client.call(.get, path + "/events", fields) }
        #expect(try await eventually { fixture.board.watchers.count == others + 1 })
        return stream
    }

    /// The blocks of a stream: events and comments.
    private static func blocks(_ response: TestResponse) -> [String] {
        #expect(response.content.hasSuffix("\n\n"))
        return response.content.split(separator: "\n\n").map(String.init)
    }

    private static func event(_ poll: TestResponse) -> String {
        "id: \((poll["ETag"] ?? "").dropFirst().dropLast())\nevent: review\ndata: \(poll.content)"
    }

    @Test("The first event is the review as a poll shows it; a change is another; the stream ends with the review")
    func changes() async throws {
        let fixture = try BoardFixture()
        try await fixture.test { client in
            let path = try await client.createReview()
            let first = try await client.call(.get, path)
            let stream = try await Self.begin(path, fixture, client)
            let last = try await client.call(.post, path + "/cancel")
            let response = try await stream.value
            #expect(response.status == .ok && response["Content-Type"] == "text/event-stream")
            #expect(response["Cache-Control"] == "no-store" && response["X-Accel-Buffering"] == "no" && response["Content-Length"] == nil)
            #expect(Self.blocks(response) == ["retry: 2000", Self.event(first), Self.event(last)])
            #expect(try await eventually { fixture.board.watchers.count == 0 })
        }
    }

    @Test("A forecast is news, too")
    func forecast() async throws {
        let fixture = try BoardFixture()
        try await fixture.test { client in
            let path = try await fixture.submitted(client)
            let first = try await client.call(.get, path)
            let stream = try await Self.begin(path, fixture, client)
            try await fixture.forecast()
            let second = try await client.call(.get, path)
            fixture.board.watchers.close()
            #expect(try await Self.blocks(stream.value) == ["retry: 2000", Self.event(first), Self.event(second)])
        }
    }

    @Test("A client that has the end is told to come no more; one that has something before it gets the end")
    func end() async throws {
        let fixture = try BoardFixture()
        try await fixture.test { client in
            let path = try await client.createReview()
            let last = try await client.call(.post, path + "/cancel")
            let id = String((last["ETag"] ?? "").dropFirst().dropLast())
            let done = try await client.call(.get, path + "/events", ["Last-Event-ID": id])
            #expect(done.status == .noContent && done.body.readableBytes == 0)
            for known in ["0", "something else"] {
                let response = try await client.call(.get, path + "/events", ["Last-Event-ID": known])
                #expect(response.status == .ok && Self.blocks(response) == ["retry: 2000", Self.event(last)])
            }
            #expect(fixture.board.watchers.count == 0)
        }
    }

    @Test("A client that has the newest is not told it again")
    func known() async throws {
        let fixture = try BoardFixture()
        try await fixture.test { client in
            let path = try await client.createReview()
            let id = String((try await client.call(.get, path)["ETag"] ?? "").dropFirst().dropLast())
            let stream = try await Self.begin(path, fixture, client, ["Last-Event-ID": id])
            let last = try await client.call(.post, path + "/cancel")
            #expect(try await Self.blocks(stream.value) == ["retry: 2000", ": still here", Self.event(last)])
        }
    }

    @Test("A review that is deleted ends its streams")
    func deleted() async throws {
        let fixture = try BoardFixture()
        try await fixture.test { client in
            let path = try await client.createReview()
            let first = try await client.call(.get, path)
            let stream = try await Self.begin(path, fixture, client)
            #expect(try await client.call(.delete, path).status == .noContent)
            #expect(try await Self.blocks(stream.value) == ["retry: 2000", Self.event(first)])
            #expect(try await client.call(.get, path + "/events").problem == "review-not-found")
        }
    }

    @Test("News of another review is none")
    func others() async throws {
        let fixture = try BoardFixture()
        try await fixture.test { client in
            let (path, other) = (try await client.createReview(), try await client.createReview())
            let first = try await client.call(.get, path)
            let stream = try await Self.begin(path, fixture, client)
            #expect(try await client.call(.post, other + "/cancel").status == .ok)
            fixture.board.watchers.close()
            #expect(try await Self.blocks(stream.value) == ["retry: 2000", Self.event(first)])
        }
    }

    @Test("The end of the service ends every stream, and what begins later tells what it knows and ends")
    func close() async throws {
        let fixture = try BoardFixture()
        try await fixture.test { client in
            let path = try await client.createReview()
            let first = try await client.call(.get, path)
            var streams: [Task<TestResponse, any Error>] = []
            for count in 0..<5 { streams.append(try await Self.begin(path, fixture, client, besides: count)) }
            fixture.board.watchers.close()
            for stream in streams { #expect(try await Self.blocks(stream.value) == ["retry: 2000", Self.event(first)]) }
            #expect(fixture.board.watchers.count == 0)
            #expect(Self.blocks(try await client.call(.get, path + "/events")) == ["retry: 2000", Self.event(first)])
        }
    }

    @Test("A HEAD waits for nothing")
    func head() async throws {
        let fixture = try BoardFixture()
        try await fixture.test { client in
            let path = try await client.createReview()
            let response = try await client.call(.head, path + "/events")
            #expect(response.status == .ok && response["Content-Type"] == "text/event-stream" && response.body.readableBytes == 0)
            #expect(try await eventually { fixture.board.watchers.count == 0 })
        }
    }
}
