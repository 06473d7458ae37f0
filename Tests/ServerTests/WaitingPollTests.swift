import HTTPTypes
import HummingbirdTesting
import NIOCore
import ReviewModel
import Synchronization
import TestSupport
import Testing

@testable import Server

@Suite("Polls that wait for news", .timeLimit(.minutes(1))) struct WaitingPollTests {
    /// Begins a poll, and returns once it waits.
    private static func begin(
        _ path: String, _ fields: [String: String], _ fixture: BoardFixture, _ client: any TestClientProtocol
    ) async throws -> Task<TestResponse, any Error> {
        let poll = Task { try await client.call(.get, path, fields) }
        #expect(try await eventually { fixture.board.watchers.count == 1 })
        return poll
    }

    @Test("One whose review has ended is answered at once, and no wait is longer than a minute")
    func over() async throws {
        let fixture = try BoardFixture()
        try await fixture.test { client in
            let path = try await client.createReview()
            let tag = try await client.call(.post, path + "/cancel")["ETag"] ?? ""
            // Nobody lets a second pass here.
            let poll = try await client.call(.get, path, ["Prefer": "wait=3600"])
            #expect(poll.status == .ok && poll.object["state"] as? String == "cancelled" && poll["Preference-Applied"] == "wait=60")
            let known = try await client.call(.get, path, ["Prefer": "wait=30", "If-None-Match": tag])
            #expect(known.status == .notModified && known["Preference-Applied"] == "wait=30")
        }
    }

    @Test("One that knows another version is answered at once")
    func changed() async throws {
        let fixture = try BoardFixture()
        try await fixture.test { client in
            let path = try await client.createReview()
            let poll = try await client.call(.get, path, ["Prefer": "wait=30", "If-None-Match": "\"0\""])
            #expect(poll.status == .ok && poll["Preference-Applied"] == "wait=30" && poll.object["state"] as? String == "awaitingMedia")
        }
    }

    @Test("One that knows this version is answered by the next, also where that is a forecast alone")
    func change() async throws {
        let fixture = try BoardFixture()
        try await fixture.test { client in
            let path = try await client.createReview()
            var tag = try await client.call(.get, path)["ETag"] ?? ""
            var poll = try await Self.begin(path, ["Prefer": "wait=30", "If-None-Match": tag], fixture, client)
            #expect(try await client.call(.put, path + "/media", body: "bytes").status == .accepted)
            var news = try await poll.value
            #expect(news.status == .ok && news["ETag"] != tag && news["Preference-Applied"] == "wait=30")
            #expect(news.object["state"] as? String == "inProgress")

            tag = news["ETag"] ?? ""
            #expect(try await eventually { fixture.board.watchers.count == 0 })
            poll = try await Self.begin(path, ["Prefer": "wait=30", "If-None-Match": tag], fixture, client)
            try await fixture.forecast()
            news = try await poll.value
            #expect(news.status == .ok && news.object["position"] as? Int == 1)
            #expect(try await eventually { fixture.board.watchers.count == 0 })
        }
    }

    @Test("One that knows nothing waits for the end, whatever happens before")
    func end() async throws {
        let fixture = try BoardFixture()
        try await fixture.test { client in
            let path = try await client.createReview()
            let poll = try await Self.begin(path, ["Prefer": "wait=30"], fixture, client)
            #expect(try await client.call(.put, path + "/media", body: "bytes").status == .accepted)
            try await fixture.forecast()
            #expect(try await client.call(.post, path + "/cancel").status == .ok)
            let news = try await poll.value
            #expect(news.status == .ok && news.object["state"] as? String == "cancelled" && news["Preference-Applied"] == "wait=30")
        }
    }

    @Test("Without news it is answered in the end: 304 to those who know, 200 to others")
    func noNews() async throws {
        let fixture = try BoardFixture()
        try await fixture.test { client in
            let path = try await client.createReview()
            let tag = try await client.call(.get, path)["ETag"] ?? ""
            for (fields, status) in [(["If-None-Match": tag], .notModified), ([:], .ok)] as [([String: String], HTTPResponse.Status)] {
                let poll = try await Self.begin(path, fields.merging(["Prefer": "wait=1"]) { own, _ in own }, fixture, client)
                let answer = try await fixture.board.watchers.ticking { try await poll.value }
                #expect(answer.status == status && answer["ETag"] == tag && answer["Preference-Applied"] == "wait=1")
                #expect(answer["Retry-After"] == "15")
                #expect(try await eventually { fixture.board.watchers.count == 0 })
            }
        }
    }

    /// The clock of those who wait ticks somewhere within their first second, so that the last tick comes before the last moment.
    @Test("A wait is over with its seconds, and does not begin again")
    func once() async throws {
        let fixture = try BoardFixture()
        try await fixture.test { client in
            let path = try await client.createReview()
            let tag = try await client.call(.get, path)["ETag"] ?? ""
            let poll = try await Self.begin(path, ["Prefer": "wait=3", "If-None-Match": tag], fixture, client)
            let isAnswered = Mutex(false)
            let answer = Task {
                let response = try await poll.value
                isAnswered.withLock { $0 = true }
                return response
            }
            for _ in 0..<4 { fixture.board.watchers.tick() }
            #expect(try await eventually(within: 5) { isAnswered.withLock(\.self) })
            // Lets it go where it waits on.
            fixture.board.watchers.close()
            #expect(try await answer.value.status == .notModified)
        }
    }

    @Test("A preference that is not understood is ignored", arguments: ["wait=soon", "wait=0", "wait=-1", "wait", "respond-async"])
    func ignored(preference: String) async throws {
        let fixture = try BoardFixture()
        try await fixture.test { client in
            let path = try await client.createReview()
            let poll = try await client.call(.get, path, ["Prefer": preference])
            #expect(poll.status == .ok && poll["Preference-Applied"] == nil)
        }
    }

    @Test("A review that goes while somebody waits is gone for them")
    func deleted() async throws {
        let fixture = try BoardFixture()
        try await fixture.test { client in
            let path = try await client.createReview()
            let poll = try await Self.begin(path, ["Prefer": "wait=30"], fixture, client)
            #expect(try await client.call(.delete, path).status == .noContent)
            let answer = try await poll.value
            #expect(answer.status == .notFound && answer.problem == "review-not-found")
        }
    }

    @Test("A service that ends lets nobody wait")
    func closed() async throws {
        let fixture = try BoardFixture()
        try await fixture.test { client in
            let path = try await client.createReview()
            let poll = try await Self.begin(path, ["Prefer": "wait=30"], fixture, client)
            fixture.board.watchers.close()
            #expect(try await poll.value.status == .ok)
            #expect(try await client.call(.get, path, ["Prefer": "wait=30"]).status == .ok)
        }
    }

    @Test("A report can be waited for, too")
    func report() async throws {
        let fixture = try BoardFixture()
        try await fixture.test { client in
            let path = try await fixture.submitted(client)
            let report = try await Self.begin(path + "/report", ["Prefer": "wait=30"], fixture, client)
            for stage in [.ingest, .quality, .transcription, .content, .feedback] as [Stage] { try await fixture.pass(stage) }
            try await fixture.show(path)
            let answer = try await report.value
            #expect(answer.status == .ok && answer["Preference-Applied"] == "wait=30")
            #expect((answer.object["review"] as? [String: Any])?["state"] as? String == "completed")
        }
    }
}
