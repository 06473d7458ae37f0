import HTTPTypes
import Hummingbird
import HummingbirdTesting
import JobQueue
import NIOCore
import ReviewModel
import Testing

@Suite("Operators' routes to jobs") struct JobRouteTests {
    /// A job whose attempts are used up.
    private static func dead(in fixture: ServerFixture, _ client: any TestClientProtocol) async throws -> String {
        let path = try await client.createReview()
        try await client.execute(uri: path + "/media/a.mp4", method: .put, body: ByteBuffer(string: "bytes")) { #expect($0.status.code < 300) }
        let lease = try #require(try await fixture.queue.claim(.ingest, worker: "w", limit: 1).first)
        try await fixture.queue.fail(lease, PermanentFailure("The disk is on fire."))
        return lease.job.id
    }

    @Test("Dead jobs are listed with their errors, and can be tried again")
    func retry() async throws {
        let fixture = try ServerFixture()
        try await fixture.test { client in
            let id = try await Self.dead(in: fixture, client)
            try await client.execute(uri: "/v1/jobs?state=dead", method: .get) { response in
                let job = (response.object["jobs"] as? [[String: Any]])?.first
                #expect(job?["id"] as? String == id && job?["queue"] as? String == "ingest")
                #expect(((job?["errors"] as? [[String: Any]])?.first?["message"] as? String) == "The disk is on fire.")
            }
            try await client.execute(uri: "/v1/jobs/\(id)/retry", method: .post) { response in
                #expect(response.status == .ok)
                #expect(response.object["state"] as? String == "waiting")
            }
            try await client.execute(uri: "/v1/jobs/\(id)/retry", method: .post) { response in
                #expect(response.status == .conflict && response.problem == "job-state")
            }
            try await client.execute(uri: "/v1/jobs/\(id)/cancel", method: .post) { #expect($0.object["state"] as? String == "cancelled") }
            try await client.execute(uri: "/v1/jobs/\(id)", method: .get) { #expect($0.object["attempt"] as? Int == 0) }
        }
    }

    @Test("All dead jobs of a queue at once")
    func retryAll() async throws {
        let fixture = try ServerFixture()
        try await fixture.test { client in
            _ = try await Self.dead(in: fixture, client)
            try await client.execute(uri: "/v1/queues/ingest/retry", method: .post) { #expect($0.object["retried"] as? Int == 1) }
            try await client.execute(uri: "/v1/queues/lunch/retry", method: .post) { #expect($0.problem == "queue-not-found") }
        }
    }

    @Test("What is not there is named")
    func unknown() async throws {
        try await ServerFixture().test { client in
            for path in ["/v1/jobs/none", "/v1/jobs/none/retry", "/v1/jobs/none/cancel"] {
                try await client.execute(uri: path, method: path.hasSuffix("none") ? .get : .post) { #expect($0.problem == "job-not-found") }
            }
            try await client.execute(uri: "/v1/jobs?state=asleep", method: .get) { #expect($0.problem == "invalid-parameter") }
            try await client.execute(uri: "/v1/reviews", method: .post, body: ByteBuffer(string: #"{"title": "a\u0000b"}"#)) { response in
                #expect(response.status == .unprocessableContent && response.problem == "nul")
            }
        }
    }
}
