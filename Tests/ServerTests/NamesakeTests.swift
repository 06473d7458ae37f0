import HTTPTypes
import HummingbirdTesting
import ReviewModel
import Testing

@testable import Server

/// Names are for people: nothing keeps two tokens from having the same one.
@Suite("What belongs to a token does not belong to another") struct NamesakeTests {
    @Test("A key of one sender is not another's")
    func keys() async throws {
        let fixture = try await AccessFixture()
        let second = try await fixture.issue("second uploader", [.uploader], courses: ["physics"])
        try await fixture.test { client in
            func create(_ secret: String) async throws -> String? {
                try await client.send(.post, "/v1/reviews", as: secret, [.idempotencyKey: "k-1"], body: #"{"title": "Waves"}"#).headers[.location]
            }
            let first = try await create(fixture.token(.uploader, .physics))
            #expect(first != nil)
            #expect(try await create(fixture.token(.uploader, .physics)) == first)
            let other = try await create(second.secret)
            #expect(other != nil && other != first)
        }
    }

    @Test("A key shows nothing of another course, though the sender's name is the same")
    func sameName() async throws {
        let fixture = try await AccessFixture()
        let physics = try await fixture.issue("ingest", [.uploader], courses: ["physics"])
        let chemistry = try await fixture.issue("ingest", [.uploader], courses: ["chemistry"])
        try await fixture.test { client in
            let first = try await client.send(.post, "/v1/reviews", as: physics.secret, [.idempotencyKey: "k-1"], body: "{}")
            let second = try await client.send(.post, "/v1/reviews", as: chemistry.secret, [.idempotencyKey: "k-1"], body: "{}")
            #expect(first.status == .accepted && first.object["course"] as? String == "physics")
            #expect(!second.content.contains("physics"))
            #expect(second.headers[.location] != first.headers[.location])
        }
    }

    @Test("A part is not another token's, though the sender's name is the same")
    func sameNamePart() async throws {
        let fixture = try await AccessFixture()
        let physics = try await fixture.issue("ingest", [.uploader], courses: ["physics"])
        let chemistry = try await fixture.issue("ingest", [.uploader], courses: ["chemistry"])
        try await fixture.test { client in
            let begin: HTTPFields = [.tusResumable: "1.0.0", .uploadLength: "3", .uploadConcat: "partial"]
            let part = try #require(try await client.send(.post, "/v1/uploads", as: physics.secret, begin).headers[.location])
            #expect(try await client.send(.get, part, as: physics.secret).status == .ok)
            #expect(try await client.send(.get, part, as: chemistry.secret).status == .notFound)
        }
    }
}
