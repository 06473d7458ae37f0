import HTTPTypes
import HummingbirdTesting
import NIOCore
import Storage
import TestSupport
import Testing

@Suite("Creating once, however often it is sent") struct IdempotencyTests {
    private static let wish = #"{"title": "Optics", "course": "physics"}"#

    private static func create(_ client: any TestClientProtocol, _ key: String?, _ json: String = wish) async throws -> TestResponse {
        try await client.call(.post, "/v1/reviews", key.map { ["Idempotency-Key": $0] } ?? [:], body: json)
    }

    private static func count(_ client: any TestClientProtocol) async throws -> Int? {
        (try await client.call(.get, "/v1/reviews").object["reviews"] as? [Any])?.count
    }

    @Test("The same key and the same wish give the same review, whatever has become of it")
    func again() async throws {
        try await BoardFixture().test { client in
            let first = try await Self.create(client, "k1")
            let path = try #require(first["Location"])
            #expect(first.status == .accepted)
            let wishes = [Self.wish, #"{"course":"physics","title":"Optics"}"#]
            for key in ["k1", "\"k1\""] {
                for wish in wishes {
                    let again = try await Self.create(client, key, wish)
                    #expect(again.status == .accepted && again["Location"] == path && again.content == first.content)
                }
            }
            #expect(try await client.call(.post, path + "/cancel").status == .ok)
            let later = try await Self.create(client, "k1")
            #expect(later["Location"] == path && later.object["state"] as? String == "cancelled")
            #expect(try await Self.count(client) == 1)
        }
    }

    @Test("Other keys, or none, make other reviews")
    func others() async throws {
        try await BoardFixture().test { client in
            var paths: Set<String?> = []
            for key in ["k1", "K1", "k2", nil, nil] { paths.insert(try await Self.create(client, key)["Location"]) }
            #expect(paths.count == 5 && !paths.contains(nil))
            #expect(try await Self.count(client) == 5)
        }
    }

    @Test(
        "The same key with another wish is refused, and nothing is made",
        arguments: [#"{"title": "Optics"}"#, "{}", #"{"title": "Optics", "course": "physics", "transcribe": true}"#])
    func reused(other: String) async throws {
        try await BoardFixture().test { client in
            #expect(try await Self.create(client, "k1").status == .accepted)
            let refused = try await Self.create(client, "k1", other)
            #expect(refused.status == .unprocessableContent && refused.problem == "idempotency-key-reused")
            #expect(try await Self.count(client) == 1)
            // The first wish still stands.
            #expect(try await Self.create(client, "k1").status == .accepted)
        }
    }

    @Test("A wish that is refused leaves its key free")
    func refused() async throws {
        try await BoardFixture().test { client async throws in
            #expect(try await Self.create(client, "k1", #"{"rubric": "strict"}"#).problem == "unknown-rubric")
            #expect(try await Self.create(client, "k1").status == .accepted)
        }
    }

    @Test("Twenty at once make one")
    func together() async throws {
        try await BoardFixture().test { client in
            let answers = try await withThrowingTaskGroup(of: TestResponse.self) { group in
                for _ in 0..<20 { group.addTask { try await Self.create(client, "k1") } }
                return try await group.reduce(into: [TestResponse]()) { $0.append($1) }
            }
            #expect(answers.count == 20 && answers.allSatisfy { $0.status == .accepted })
            #expect(Set(answers.map { $0["Location"] }).count == 1)
            #expect(try await Self.count(client) == 1)
        }
    }

    @Test("Of twenty wishes at once under one key, one is met")
    func togetherReused() async throws {
        try await BoardFixture().test { client in
            let answers = try await withThrowingTaskGroup(of: TestResponse.self) { group in
                for number in 0..<20 { group.addTask { try await Self.create(client, "k1", #"{"title": "\#(number)"}"#) } }
                return try await group.reduce(into: [TestResponse]()) { $0.append($1) }
            }
            #expect(answers.count { $0.status == .accepted } == 1)
            #expect(answers.count { $0.problem == "idempotency-key-reused" } == 19)
            #expect(try await Self.count(client) == 1)
        }
    }

    @Test("Keys that are none", arguments: ["", "\"\"", String(repeating: "k", count: 256), "clé", "k\u{1F511}"])
    func bad(key: String) async throws {
        try await BoardFixture().test { client in
            let refused = try await Self.create(client, key)
            #expect(refused.status == .badRequest && refused.problem == "invalid-header")
            #expect(try await Self.count(client) == 0)
        }
    }

    @Test("Keys at the limits", arguments: ["k", String(repeating: "k", count: 255), "8e03978e-40d5-43e8-bc93-6894a57f9324", "a b;c=\"d\""])
    func good(key: String) async throws {
        try await BoardFixture().test { client in
            let first = try await Self.create(client, key)
            #expect(first.status == .accepted)
            #expect(try await Self.create(client, key)["Location"] == first["Location"])
        }
    }

    @Test("A key is remembered for its time and no longer")
    func expired() async throws {
        let fixture = try BoardFixture()
        try await fixture.test { client in
            let first = try await Self.create(client, "k1")["Location"]
            fixture.time.advance(IdempotencyStore.lifetime - 1)
            #expect(try await Self.create(client, "k1")["Location"] == first)
            fixture.time.advance(1)
            let second = try await Self.create(client, "k1", #"{"title": "Waves"}"#)
            #expect(second.status == .accepted && second["Location"] != first)
            #expect(try await Self.create(client, "k1", #"{"title": "Waves"}"#)["Location"] == second["Location"])
        }
    }

    @Test("The key of a review that was deleted is free again")
    func deleted() async throws {
        try await BoardFixture().test { client in
            let path = try #require(try await Self.create(client, "k1")["Location"])
            #expect(try await client.call(.delete, path).status == .noContent)
            let next = try await Self.create(client, "k1")
            #expect(next.status == .accepted && next["Location"] != path)
        }
    }
}
