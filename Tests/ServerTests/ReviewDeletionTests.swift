import HTTPTypes
import HummingbirdTesting
import JobQueue
import NIOCore
import ReviewModel
import Storage
import Testing

@Suite("Deleting a review") struct ReviewDeletionTests {
    /// Everything that there is of a review.
    private static let routes: [(method: HTTPRequest.Method, path: String, body: String?)] = [
        (.get, "", nil), (.get, "/events", nil), (.get, "/report", nil), (.get, "/measurements", nil), (.get, "/transcript.vtt", nil),
        (.get, "/frames/1.000.jpg", nil), (.get, "/exports/findings.csv", nil), (.get, "/media", nil), (.put, "/media", "bytes"),
        (.put, "/media/a.mp4", "bytes"), (.post, "/cancel", nil), (.post, "/rerun", nil), (.post, "/links", nil), (.delete, "/links/none", nil),
        (.put, "/findings/video.black-1/response", #"{"state": "fixed"}"#), (.delete, "", nil),
    ]

    @Test("It is gone, and all that there was of it")
    func gone() async throws {
        let fixture = try BoardFixture()
        try await fixture.test { client in
            let path = try await fixture.submitted(client)
            let deleted = try await client.call(.delete, path)
            #expect(deleted.status == .noContent && deleted.body.readableBytes == 0)
            for route in Self.routes {
                let response = try await client.call(route.method, path + route.path, body: route.body)
                #expect(response.status == .notFound && response.problem == "review-not-found", "\(route)")
            }
            #expect(try await client.call(.head, path).status == .notFound)
            #expect((try await client.call(.get, "/v1/reviews").object["reviews"] as? [Any])?.isEmpty == true)
        }
    }

    @Test("So are its jobs: what waits is not begun, and what runs cannot end")
    func jobs() async throws {
        let fixture = try BoardFixture()
        try await fixture.test { client in
            let (running, waiting) = (try await fixture.submitted(client), try await fixture.submitted(client))
            let lease = try #require(try await fixture.queue.claim(.ingest, worker: "w", limit: 1).first)
            #expect(lease.job.review == BoardFixture.id(running))
            for path in [running, waiting] { #expect(try await client.call(.delete, path).status == .noContent) }

            for state in Job.State.allCases {
                #expect((try await client.call(.get, "/v1/jobs?state=\(state.rawValue)").object["jobs"] as? [Any])?.isEmpty == true)
            }
            #expect(try await client.call(.get, "/v1/jobs/\(lease.job.id)").problem == "job-not-found")
            #expect(try await fixture.queue.claim(.ingest, worker: "w", limit: 5).isEmpty)
            #expect(try await fixture.queue.held([lease]).isEmpty)
            let outcome = Outcome(coverage: Coverage(stage: .ingest, state: .measured))
            #expect(try await fixture.queue.complete([Completion(lease: lease, outcome: outcome)])[0].get() == false)
            #expect(try await fixture.queue.claim(.quality, worker: "w", limit: 5).isEmpty)
        }
    }

    @Test("An upload that was on its way to it is gone, too")
    func upload() async throws {
        try await BoardFixture().test { client in
            let upload = try await client.call(.post, "/v1/uploads", ["Tus-Resumable": "1.0.0", "Upload-Length": "3"])
            let place = try #require(upload["Location"])
            let review = try #require(upload["Link"]).dropFirst().prefix { $0 != ">" }
            #expect(try await client.call(.delete, String(review)).status == .noContent)
            for method in [.head, .delete] as [HTTPRequest.Method] {
                #expect(try await client.call(method, place, ["Tus-Resumable": "1.0.0"]).status == .notFound)
            }
        }
    }

    @Test("A recording that another review has stays for that one")
    func sharedRecording() async throws {
        let fixture = try ServerFixture()
        try await fixture.test { client in
            let (first, second) = (try await client.createReview(), try await client.createReview())
            for path in [first, second] { #expect(try await client.call(.put, path + "/media", body: "the same bytes").status == .accepted) }
            #expect(fixture.files.count == 1)
            #expect(try await client.call(.delete, first).status == .noContent)
            let media = try await client.call(.get, second + "/media")
            #expect(media.status == .ok && media.content == "the same bytes")
        }
        #expect(fixture.files.count == 1)
    }

    @Test("What was found and said goes with it")
    func results() async throws {
        let fixture = try BoardFixture()
        try await fixture.test { client in
            let path = try await fixture.completed(client)
            #expect(try await client.call(.put, path + "/findings/video.black-1/response", body: #"{"state": "fixed"}"#).status == .ok)
            #expect(try await client.call(.delete, path).status == .noContent)
            for table in ["reviews", "changes", "stages", "jobs", "results", "responses", "uploads"] {
                let rows = try await fixture.database.read { try $0.query("SELECT COUNT(*) AS number FROM \(table)").first?.integer("number") }
                #expect(rows == 0, "\(table)")
            }
        }
    }
}
