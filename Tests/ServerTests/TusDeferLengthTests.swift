import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

/// https://tus.io/protocols/resumable-upload, extension creation-defer-length.
@Suite("tus: a length that comes later") struct TusDeferLengthTests {
    @Test("Until the length is said, a HEAD says that it is not known; bytes alone do not end the upload")
    func later() async throws {
        try await BoardFixture().test { client in
            let created = try await client.tus(.post, "/v1/uploads", ["Upload-Defer-Length": "1"])
            #expect(created.status == .created)
            let place = try #require(created["Location"])
            for (offset, bytes) in [(0, "a"), (1, "bc")] {
                let head = try await client.tus(.head, place)
                #expect(head["Upload-Defer-Length"] == "1" && head["Upload-Length"] == nil && head["Upload-Offset"] == "\(offset)")
                #expect(try await client.tusChunk(place, at: offset, bytes)["Upload-Offset"] == "\(offset + bytes.utf8.count)")
            }
            #expect(try await client.call(.get, try #require(created.linkedReview)).object["state"] as? String == "awaitingMedia")

            #expect(try await client.tusChunk(place, at: 3, "d", ["Upload-Length": "5"]).status == .noContent)
            let head = try await client.tus(.head, place)
            #expect(head["Upload-Defer-Length"] == nil && head["Upload-Length"] == "5" && head["Upload-Offset"] == "4")
            #expect(try await client.tusChunk(place, at: 4, "e").status == .noContent)
            #expect(try await client.call(.get, try #require(created.linkedReview) + "/media").content == "abcde")
        }
    }

    @Test("A length that is what is there already ends the upload without another byte")
    func nothingMore() async throws {
        try await BoardFixture().test { client in
            let created = try await client.tus(.post, "/v1/uploads", ["Upload-Defer-Length": "1"])
            let place = try #require(created["Location"])
            #expect(try await client.tusChunk(place, at: 0, "abc").status == .noContent)
            let last = try await client.tusChunk(place, at: 3, "", ["Upload-Length": "3"])
            #expect(last.status == .noContent && last["Upload-Offset"] == "3")
            #expect(try await client.call(.get, try #require(created.linkedReview)).object["state"] as? String == "inProgress")
        }
    }

    @Test("Once it is said, it does not change", arguments: ["4", "6", "0"])
    func changed(length: String) async throws {
        try await BoardFixture().test { client in
            let place = try await client.tusUpload(["Upload-Defer-Length": "1"])
            #expect(try await client.tusChunk(place, at: 0, "abc", ["Upload-Length": "5"]).status == .noContent)
            #expect(try await client.tusChunk(place, at: 3, "d", ["Upload-Length": length]).status == .badRequest)
            let head = try await client.tus(.head, place)
            #expect(head["Upload-Length"] == "5" && head["Upload-Offset"] == "3")
            #expect(try await client.tusChunk(place, at: 3, "d", ["Upload-Length": "5"]).status == .noContent)
        }
    }

    @Test("It cannot be less than what is there, or more than is taken", arguments: [("2", 400), ("1048577", 413), ("-1", 400), ("x", 400)])
    func bad(length: String, status: Int) async throws {
        try await BoardFixture().test { client in
            let place = try await client.tusUpload(["Upload-Defer-Length": "1"])
            #expect(try await client.tusChunk(place, at: 0, "abc").status == .noContent)
            #expect(try await client.tusChunk(place, at: 3, "d", ["Upload-Length": length]).status.code == status)
            #expect(try await client.tus(.head, place)["Upload-Defer-Length"] == "1")
            #expect(try await client.tusOffset(place) == "3")
        }
    }

    @Test(
        "Its only value is 1, and not beside a length",
        arguments: [
            ["Upload-Defer-Length": "0"], ["Upload-Defer-Length": "2"], ["Upload-Defer-Length": ""], ["Upload-Defer-Length": "true"],
            ["Upload-Defer-Length": "1", "Upload-Length": "3"],
        ])
    func malformed(fields: [String: String]) async throws {
        try await BoardFixture().test { client in
            let response = try await client.tus(.post, "/v1/uploads", fields)
            #expect(response.status == .badRequest && response.problem == "invalid-header")
        }
    }

    @Test("More bytes than are taken are refused, though no length was said")
    func tooLarge() async throws {
        try await BoardFixture(uploadLimit: 10).test { client in
            let place = try await client.tusUpload(["Upload-Defer-Length": "1"])
            #expect(try await client.tusChunk(place, at: 0, "0123456789").status == .noContent)
            #expect(try await client.tusChunk(place, at: 10, "x").status == .contentTooLarge)
            #expect(try await client.tusOffset(place) == "10")
        }
    }
}
