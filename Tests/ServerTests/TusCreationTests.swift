import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

/// https://tus.io/protocols/resumable-upload, extensions creation and creation-with-upload.
@Suite("tus: creation") struct TusCreationTests {
    @Test("An upload is created empty, at an address of its own, for a review of its own")
    func created() async throws {
        try await BoardFixture().test { client in
            var places: Set<String> = []
            for _ in 0..<2 {
                let response = try await client.tus(.post, "/v1/uploads", ["Upload-Length": "3"])
                #expect(response.status == .created && response["Tus-Resumable"] == "1.0.0" && response.body.readableBytes == 0)
                #expect(response["Upload-Offset"] == "0")
                let place = try #require(response["Location"])
                #expect(place.hasPrefix("/v1/uploads/"))
                #expect(try await client.tusOffset(place) == "0")
                let review = try #require(response.linkedReview)
                #expect(try await client.call(.get, review).object["state"] as? String == "awaitingMedia")
                places.insert(place)
            }
            #expect(places.count == 2)
        }
    }

    @Test("The last byte hands the recording to the review")
    func complete() async throws {
        try await BoardFixture().test { client in
            let created = try await client.tus(.post, "/v1/uploads", ["Upload-Length": "3"])
            let (place, review) = (try #require(created["Location"]), try #require(created.linkedReview))
            #expect(try await client.tusChunk(place, at: 0, "abc").status == .noContent)
            let poll = try await client.call(.get, review)
            #expect(poll.object["state"] as? String == "inProgress")
            #expect((poll.object["source"] as? [String: Any])?["way"] as? String == "tus")
            #expect(try await client.call(.get, review + "/media").content == "abc")
        }
    }

    @Test(
        "A length is a number of bytes, or is said to come later; anything else is refused",
        arguments: [
            [:], ["Upload-Length": ""], ["Upload-Length": "-1"], ["Upload-Length": "+3"], ["Upload-Length": "3.0"], ["Upload-Length": "three"],
            ["Upload-Length": "99999999999999999999"],
        ])
    func badLength(fields: [String: String]) async throws {
        try await BoardFixture().test { client in
            let response = try await client.tus(.post, "/v1/uploads", fields)
            #expect(response.status == .badRequest && response["Location"] == nil && response["Tus-Resumable"] == "1.0.0")
            #expect((try await client.call(.get, "/v1/reviews").object["reviews"] as? [Any])?.isEmpty == true)
        }
    }

    @Test("A recording without bytes is none")
    func empty() async throws {
        try await BoardFixture().test { client async throws in
            #expect(try await client.tus(.post, "/v1/uploads", ["Upload-Length": "0"]).problem == "empty-body")
        }
    }

    @Test("Tus-Max-Size holds: that much is taken, one byte more is not")
    func maxSize() async throws {
        try await BoardFixture().test { client in
            #expect(try await client.tus(.post, "/v1/uploads", ["Upload-Length": "1048576"]).status == .created)
            let response = try await client.tus(.post, "/v1/uploads", ["Upload-Length": "1048577"])
            #expect(response.status == .contentTooLarge && response.problem == "too-large" && response["Tus-Resumable"] == "1.0.0")
        }
    }

    @Test(
        "Metadata is told back as it came",
        arguments: ["filename TGVjdHVyZSAzLm1wNA==,title V2F2ZXM=", "filename TGVjdHVyZSAzLm1wNA==,is_confidential,title V2F2ZXM="])
    func metadata(header: String) async throws {
        try await BoardFixture().test { client in
            let created = try await client.tus(.post, "/v1/uploads", ["Upload-Length": "3", "Upload-Metadata": header])
            let place = try #require(created["Location"])
            #expect(try await client.tus(.head, place)["Upload-Metadata"] == header)
            #expect(try await client.tusChunk(place, at: 0, "abc").status == .noContent)
            #expect(try await client.tus(.head, place)["Upload-Metadata"] == header)
            let poll = try await client.call(.get, try #require(created.linkedReview))
            #expect(poll.object["title"] as? String == "Waves")
            #expect((poll.object["source"] as? [String: Any])?["fileName"] as? String == "Lecture 3.mp4")
        }
    }

    @Test("An upload without metadata has none")
    func noMetadata() async throws {
        try await BoardFixture().test { client async throws in
            #expect(try await client.tus(.head, try await client.tusUpload(["Upload-Length": "3"]))["Upload-Metadata"] == nil)
        }
    }

    @Test(
        "Metadata that is not written as the protocol says is refused",
        arguments: ["title ???", "title V2 F2", "title V2F2ZXM=,title V2F2ZXM=", " ,"])
    func badMetadata(header: String) async throws {
        try await BoardFixture().test { client in
            let response = try await client.tus(.post, "/v1/uploads", ["Upload-Length": "3", "Upload-Metadata": "depth ZnVsbA==," + header])
            #expect(response.status == .badRequest && response.problem == "invalid-header")
        }
    }

    @Test("A recording for a review that is there goes to that one")
    func forReview() async throws {
        try await BoardFixture().test { client in
            let review = try await client.createReview()
            let id = Data(BoardFixture.id(review).utf8).base64EncodedString()
            let created = try await client.tus(.post, "/v1/uploads", ["Upload-Length": "3", "Upload-Metadata": "review \(id)"])
            #expect(created.status == .created && created.linkedReview == review)
            #expect(try await client.tusChunk(try #require(created["Location"]), at: 0, "abc").status == .noContent)
            #expect(try await client.call(.get, review).object["state"] as? String == "inProgress")
        }
    }

    private static let bytes = ["Upload-Length": "3", "Content-Type": "application/offset+octet-stream"]

    @Test("With its first bytes: the offset is behind them")
    func withUpload() async throws {
        try await BoardFixture().test { client in
            let created = try await client.tus(.post, "/v1/uploads", Self.bytes, body: "ab")
            #expect(created.status == .created && created["Upload-Offset"] == "2" && created["Upload-Expires"] != nil)
            let place = try #require(created["Location"])
            #expect(try await client.tusOffset(place) == "2")
            #expect(try await client.tusChunk(place, at: 2, "c")["Upload-Offset"] == "3")
            #expect(try await client.call(.get, try #require(created.linkedReview) + "/media").content == "abc")
        }
    }

    @Test("With all of its bytes: it is complete")
    func whole() async throws {
        try await BoardFixture().test { client in
            let created = try await client.tus(.post, "/v1/uploads", Self.bytes, body: "abc")
            #expect(created.status == .created && created["Upload-Offset"] == "3" && created["Location"] != nil)
            #expect(try await client.call(.get, try #require(created.linkedReview)).object["state"] as? String == "inProgress")
        }
    }

    @Test("With none of its bytes: it is empty")
    func withoutBytes() async throws {
        try await BoardFixture().test { client in
            let created = try await client.tus(.post, "/v1/uploads", Self.bytes, body: "")
            #expect(created.status == .created && created["Upload-Offset"] == "0")
        }
    }

    @Test("Bytes that are not said to be a chunk are none of the upload's")
    func otherType() async throws {
        try await BoardFixture().test { client in
            let created = try await client.tus(.post, "/v1/uploads", ["Upload-Length": "3", "Content-Type": "text/plain"], body: "ab")
            #expect(created.status == .created && created["Upload-Offset"] == "0")
        }
    }

    @Test("More bytes than there were to be are refused")
    func tooMany() async throws {
        try await BoardFixture().test { client in
            let response = try await client.tus(.post, "/v1/uploads", Self.bytes, body: "abcd")
            #expect(response.status == .badRequest && response["Upload-Offset"] == nil)
            let place = try await client.tusUpload(["Upload-Length": "3"])
            #expect(try await client.tusChunk(place, at: 0, "abcd").status == .badRequest)
            #expect(try await client.tusOffset(place) == "0")
        }
    }
}
