import HTTPTypes
import HummingbirdTesting
import JobQueue
import NIOCore
import ReviewModel
import TestSupport
import Testing

@testable import Server

@Suite("Forecasts in polls") struct ForecastPollTests {
    /// A review that has gone through everything in 204 s, so that the pace of every stage is known; the next one takes 144 s from its first stage on.
    private static func learn(_ fixture: BoardFixture, _ client: any TestClientProtocol) async throws {
        _ = try await fixture.submitted(client)
        try await fixture.pass(.ingest, taking: 6, media: MediaInfo(container: "mp4", duration: 600, bytes: 5))
        for (stage, seconds) in [(.quality, 60), (.transcription, 120), (.content, 6), (.feedback, 12)] as [(Stage, Double)] {
            try await fixture.pass(stage, taking: seconds)
        }
    }

    @Test("Step, place and completion are told after a look at the queues, under a new entity tag and with a time to ask again")
    func told() async throws {
        let fixture = try BoardFixture()
        try await fixture.test { client in
            try await Self.learn(fixture, client)
            let path = try await fixture.submitted(client)
            let before = try await client.call(.get, path)
            #expect(before["Retry-After"] == "2")
            for name in ["step", "position", "estimatedCompletion"] { #expect(before.object[name] == nil) }

            try await fixture.forecast()
            let after = try await client.call(.get, path, ["If-None-Match": before["ETag"] ?? ""])
            #expect(after.status == .ok && after["ETag"] != before["ETag"])
            #expect(after.object["step"] as? String == "ingest" && after.object["position"] as? Int == 1)
            // 1,000,204 s and 144 s more, to the next quarter of a minute.
            #expect(after.object["estimatedCompletion"] as? String == "1970-01-12T13:52:30Z")
            #expect(after["Retry-After"] == "60")
            #expect(after.object["version"] as? Int == before.object["version"] as? Int)

            let known = try await client.call(.get, path, ["If-None-Match": after["ETag"] ?? ""])
            #expect(known.status == .notModified && known.body.readableBytes == 0)
            #expect(known["ETag"] == after["ETag"] && known["Retry-After"] == "60")
        }
    }

    @Test("The entity tag changes with the outlook, and only with it; a time that is about the same stays")
    func entityTag() async throws {
        let fixture = try BoardFixture()
        try await fixture.test { client in
            try await Self.learn(fixture, client)
            let path = try await fixture.submitted(client)
            try await fixture.forecast()
            var seen = try await client.call(.get, path)
            for (seconds, isNews) in [(0, false), (1, false), (10, false), (60, true), (1, false), (600, true)] as [(Double, Bool)] {
                fixture.time.advance(seconds)
                try await fixture.forecast()
                let next = try await client.call(.get, path)
                #expect((next["ETag"] != seen["ETag"]) == isNews, "after \(seconds) s")
                #expect((next.content != seen.content) == isNews)
                seen = next
            }
        }
    }

    @Test("A second review stands behind the first; the first to run has no place any more")
    func places() async throws {
        let fixture = try BoardFixture()
        try await fixture.test { client in
            let first = try await fixture.submitted(client)
            let second = try await fixture.submitted(client)
            try await fixture.forecast()
            #expect(try await client.call(.get, first).object["position"] as? Int == 1)
            #expect(try await client.call(.get, second).object["position"] as? Int == 2)
            // Nothing has ended yet, so that no time is told.
            #expect(try await client.call(.get, first).object["estimatedCompletion"] == nil)
            #expect(try await client.call(.get, first)["Retry-After"] == "5")

            _ = try await fixture.queue.claim(.ingest, worker: "w", limit: 1)
            try await fixture.show(first)
            try await fixture.forecast()
            let running = try await client.call(.get, first)
            #expect(running.object["step"] as? String == "ingest" && running.object["position"] == nil)
            #expect(try await client.call(.get, second).object["position"] as? Int == 1)
        }
    }

    @Test("A paused queue is told of as long as it is")
    func paused() async throws {
        let fixture = try BoardFixture()
        try await fixture.test { client in
            try await Self.learn(fixture, client)
            let path = try await fixture.submitted(client)
            try await fixture.queue.setPaused(true, .ingest)
            try await fixture.forecast()
            let held = try await client.call(.get, path)
            #expect(held.object["paused"] as? Bool == true && held.object["estimatedCompletion"] == nil)
            let page = try await client.page("/\(path.dropFirst(4))").html
            #expect(page.contains("The service has paused this step; it goes on later.</p>") && !page.contains("It is next in the line.</p>"))

            try await fixture.queue.setPaused(false, .ingest)
            try await fixture.forecast()
            let after = try await client.call(.get, path)
            #expect(after.object["paused"] == nil && after.object["estimatedCompletion"] != nil && after["ETag"] != held["ETag"])
        }
    }

    @Test("A list tells the same of each review")
    func list() async throws {
        let fixture = try BoardFixture()
        try await fixture.test { client in
            try await Self.learn(fixture, client)
            _ = try await fixture.submitted(client, #"{"title": "next"}"#)
            try await fixture.forecast()
            let reviews = try await client.call(.get, "/v1/reviews").object["reviews"] as? [[String: Any]] ?? []
            let next = reviews.first { $0["title"] as? String == "next" }
            #expect(reviews.count == 2 && next?["step"] as? String == "ingest" && next?["position"] as? Int == 1)
            #expect(next?["estimatedCompletion"] as? String == "1970-01-12T13:52:30Z")
        }
    }

    @Test("What has ended has no outlook, and no time to ask again")
    func ended() async throws {
        let fixture = try BoardFixture()
        try await fixture.test { client in
            let path = try await fixture.submitted(client)
            try await fixture.forecast()
            #expect(try await client.call(.post, path + "/cancel").status == .ok)
            for _ in 0..<2 {
                let poll = try await client.call(.get, path)
                #expect(poll.object["state"] as? String == "cancelled" && poll["Retry-After"] == nil)
                for name in ["step", "position", "estimatedCompletion"] { #expect(poll.object[name] == nil) }
                #expect(poll["ETag"] == "\"\(poll.object["version"] as? Int ?? 0)\"")
                try await fixture.forecast()
            }
        }
    }
}
