import HTTPTypes
import HummingbirdTesting
import NIOCore
import TestSupport
import Testing

@testable import Server

@Suite("What a poll costs", .timeLimit(.minutes(1))) struct PollCostTests {
    @Test("Polls, those that know the answer, and events that say nothing new ask the database nothing")
    func noQuery() async throws {
        let fixture = try BoardFixture()
        try await fixture.test { client in
            let path = try await fixture.submitted(client)
            try await fixture.forecast()
            let tag = try await client.call(.get, path)["ETag"] ?? ""
            let before = fixture.database.calls

            for _ in 0..<50 {
                #expect(try await client.call(.get, path).status == .ok)
                #expect(try await client.call(.get, path, ["If-None-Match": tag]).status == .notModified)
            }
            let stream = Task { try await client.call(.get, path + "/events") }
            #expect(try await eventually { fixture.board.watchers.count == 1 })
            for _ in 0..<15 { fixture.board.watchers.tick() }
            // What waits to be told is told before the end.
            fixture.board.watchers.close()
            let events = try await stream.value.content
            #expect(events.contains("event: review\n") && events.hasSuffix(": still here\n\n"))

            #expect(fixture.database.calls == before)
        }
    }

    @Test("A review that is not in memory is read once")
    func readOnce() async throws {
        let fixture = try BoardFixture(capacity: 1)
        try await fixture.test { client in
            let path = try await client.createReview()
            // Takes the place of the first, which is older, and ends, so that it is the next to go.
            fixture.time.advance(1)
            let other = try await client.createReview()
            #expect(try await client.call(.post, other + "/cancel").status == .ok)
            let before = fixture.database.calls
            for _ in 0..<10 { #expect(try await client.call(.get, path).status == .ok) }
            #expect(fixture.database.calls == before + 1)
        }
    }

    @Test("A change is counted, so that the count means something")
    func counts() async throws {
        let fixture = try BoardFixture()
        try await fixture.test { client in
            let path = try await client.createReview()
            let before = fixture.database.calls
            #expect(try await client.call(.post, path + "/cancel").status == .ok)
            #expect(fixture.database.calls > before)
        }
    }
}
