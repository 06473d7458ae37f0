import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import JobQueue
import NIOCore
import ReviewModel
import Testing

@Suite("Creating and polling reviews")
struct ReviewRouteTests {
    @Test("A review is created, found at its address, and tells where the recording goes")
    func create() async throws {
        try await ServerFixture().test { client in
            let path = try await client.createReview(#"{"title": "Optics 3", "course": "physics", "transcribe": false}"#)
            #expect(path.hasPrefix("/v1/reviews/"))
            try await client.execute(uri: path, method: .get) { response in
                #expect(response.status == .ok)
                #expect(response.object["title"] as? String == "Optics 3")
                #expect(response.object["state"] as? String == "awaitingMedia")
                #expect((response.object["links"] as? [String: String])?["media"] == path + "/media")
                #expect(response.headers[.retryAfter] != nil)
            }
        }
    }

    @Test("A poll with the newest tag is answered 304; after a change it is not")
    func notModified() async throws {
        let fixture = try ServerFixture()
        try await fixture.test { client in
            let path = try await client.createReview()
            let tag = try await client.execute(uri: path, method: .get) { $0.headers[.eTag] ?? "" }
            for known in [tag, "W/" + tag, "\"other\", " + tag, "*"] {
                try await client.execute(uri: path, method: .get, headers: [.ifNoneMatch: known]) { response in
                    #expect(response.status == .notModified)
                    #expect(response.body.readableBytes == 0)
                    #expect(response.headers[.eTag] == tag)
                }
            }
            try await client.execute(uri: path, method: .head) { #expect($0.status == .ok) }
            try await client.execute(uri: path + "/media?fileName=a.mp4", method: .put, body: ByteBuffer(string: "bytes")) { _ in }
            try await client.execute(uri: path, method: .get, headers: [.ifNoneMatch: tag]) { response in
                #expect(response.status == .ok)
                #expect(response.object["title"] as? String == "a.mp4")
            }
        }
    }

    @Test("Mistakes are named with the way out")
    func mistakes() async throws {
        try await ServerFixture().test { client in
            try await client.execute(uri: "/v1/reviews", method: .post, body: ByteBuffer(string: "{not json")) { response in
                #expect(response.status == .badRequest)
                #expect(response.problem == "invalid-json")
            }
            try await client.execute(uri: "/v1/reviews", method: .post, body: ByteBuffer(string: #"{"rubric": "strict"}"#)) { response in
                #expect(response.status == .unprocessableContent)
                #expect(response.problem == "unknown-rubric")
                #expect((response.object["detail"] as? String)?.contains("lecture") == true)
            }
            let deep = ByteBuffer(string: #"{"depth": "deep"}"#)
            try await client.execute(uri: "/v1/reviews", method: .post, body: deep) { #expect($0.problem == "invalid-json") }
            let path = try await client.createReview()
            try await client.execute(uri: path + "/rerun", method: .post) { #expect($0.problem == "nothing-to-judge") }
            let long = #"{"title": "\#(String(repeating: "x", count: 501))"}"#
            try await client.execute(uri: "/v1/reviews", method: .post, body: ByteBuffer(string: long)) { #expect($0.problem == "too-long") }
            let huge = ByteBuffer(repeating: 32, count: 100_000)
            try await client.execute(uri: "/v1/reviews", method: .post, body: huge) { #expect($0.problem == "body-too-large") }
            for path in ["/v1/reviews/nothing", "/v1/reviews/nothing/report", "/v1/nowhere"] {
                try await client.execute(uri: path, method: .get) { response in
                    #expect(response.status == .notFound)
                    #expect(response.problem?.hasSuffix("not-found") == true)
                }
            }
        }
    }

    @Test("Pages go on where the last one ended, newest first, without doubles")
    func pages() async throws {
        try await ServerFixture().test { client in
            for number in 0..<5 { _ = try await client.createReview(#"{"title": "\#(number)"}"#) }
            var titles: [String] = []
            var next: String? = "/v1/reviews?limit=2"
            while let uri = next {
                next = try await client.execute(uri: uri, method: .get) { response in
                    titles += (response.object["reviews"] as? [[String: Any]] ?? []).compactMap { $0["title"] as? String }
                    let link = HTTPField.Name("Link").flatMap { response.headers[$0] }
                    return link.flatMap { $0.split(separator: ">").first?.dropFirst() }.map(String.init)
                }
            }
            #expect(titles == ["4", "3", "2", "1", "0"])
            try await client.execute(uri: "/v1/reviews?cursor=junk", method: .get) { #expect($0.problem == "invalid-parameter") }
        }
    }

    @Test("A cancelled review stays cancelled and takes no recording")
    func cancel() async throws {
        try await ServerFixture().test { client in
            let path = try await client.createReview()
            for _ in 0..<2 {
                try await client.execute(uri: path + "/cancel", method: .post) { #expect($0.object["state"] as? String == "cancelled") }
            }
            try await client.execute(uri: path + "/media", method: .put, body: ByteBuffer(string: "x")) { response in
                #expect(response.status == .conflict)
            }
        }
    }

    @Test("Queues are listed, paused and resumed")
    func queues() async throws {
        try await ServerFixture().test { client in
            func paused(_ response: TestResponse) -> [String] {
                (response.object["queues"] as? [[String: Any]] ?? []).filter { $0["paused"] as? Bool == true }.compactMap { $0["name"] as? String }
            }
            try await client.execute(uri: "/v1/queues/quality/pause", method: .post) { #expect(paused($0) == ["quality"]) }
            try await client.execute(uri: "/v1/queues", method: .get) { #expect(paused($0) == ["quality"]) }
            try await client.execute(uri: "/v1/queues/quality/resume", method: .post) { #expect(paused($0).isEmpty) }
            try await client.execute(uri: "/v1/queues/nothing/pause", method: .post) { #expect($0.problem == "queue-not-found") }
        }
    }

    @Test("Health and metrics answer")
    func health() async throws {
        try await ServerFixture().test { client in
            for path in ["/livez", "/readyz", "/startupz", "/metrics"] {
                try await client.execute(uri: path, method: .get) { #expect($0.status == .ok) }
            }
        }
    }
}
