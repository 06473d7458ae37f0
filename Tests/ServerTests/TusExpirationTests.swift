import HTTPTypes
import HummingbirdTesting
import NIOCore
import TestSupport
import Testing

/// https://tus.io/protocols/resumable-upload, extension expiration.
@Suite("tus: expiration") struct TusExpirationTests {
    @Test("Every answer on an upload that is not complete says until when it is kept; a chunk keeps it longer")
    func expires() async throws {
        let fixture = try BoardFixture()
        try await fixture.test { client in
            let created = try await client.tus(.post, "/v1/uploads", ["Upload-Length": "3"])
            #expect(created["Upload-Expires"] == "Tue, 13 Jan 1970 13:46:40 GMT")
            let place = try #require(created["Location"])
            fixture.time.advance(3_600)
            #expect(try await client.tus(.head, place)["Upload-Expires"] == "Tue, 13 Jan 1970 13:46:40 GMT")
            #expect(try await client.tusChunk(place, at: 0, "a")["Upload-Expires"] == "Tue, 13 Jan 1970 14:46:40 GMT")
            #expect(try await client.tus(.head, place)["Upload-Expires"] == "Tue, 13 Jan 1970 14:46:40 GMT")
            let whole = ["Upload-Length": "3", "Content-Type": "application/offset+octet-stream"]
            #expect(try await client.tus(.post, "/v1/uploads", whole, body: "ab")["Upload-Expires"] == "Tue, 13 Jan 1970 14:46:40 GMT")
        }
    }

    @Test("One that is complete does not expire in a client's hands")
    func complete() async throws {
        try await BoardFixture().test { client in
            let place = try await client.tusUpload(["Upload-Length": "3"])
            #expect(try await client.tusChunk(place, at: 0, "abc")["Upload-Expires"] == nil)
            #expect(try await client.tus(.head, place)["Upload-Expires"] == nil)
        }
    }

    @Test("Until its last second it can be gone on with")
    func lastSecond() async throws {
        let fixture = try BoardFixture()
        try await fixture.test { client in
            let place = try await client.tusUpload(["Upload-Length": "3"])
            fixture.time.advance(86_399)
            #expect(try await client.tusChunk(place, at: 0, "a").status == .noContent)
            fixture.time.advance(86_399)
            #expect(try await client.tusChunk(place, at: 1, "bc").status == .noContent)
        }
    }

    @Test("After its time it is gone")
    func over() async throws {
        let fixture = try BoardFixture()
        try await fixture.test { client in
            let place = try await client.tusUpload(["Upload-Length": "3"])
            fixture.time.advance(86_400)
            let head = try await client.tus(.head, place)
            #expect(head.status == .notFound && head["Upload-Offset"] == nil)
            #expect(try await client.tusChunk(place, at: 0, "abc").problem == "upload-not-found")
            #expect(try await client.tus(.delete, place).problem == "upload-not-found")
        }
    }
}
