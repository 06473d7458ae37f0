import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

/// https://tus.io/protocols/resumable-upload, extension termination.
@Suite("tus: termination") struct TusTerminationTests {
    @Test("An upload that is taken back is gone")
    func incomplete() async throws {
        try await BoardFixture().test { client in
            let created = try await client.tus(.post, "/v1/uploads", ["Upload-Length": "3"])
            let place = try #require(created["Location"])
            #expect(try await client.tusChunk(place, at: 0, "a").status == .noContent)
            let response = try await client.tus(.delete, place)
            #expect(response.status == .noContent && response["Tus-Resumable"] == "1.0.0" && response.body.readableBytes == 0)

            let head = try await client.tus(.head, place)
            #expect(head.status == .notFound && head["Upload-Offset"] == nil)
            #expect(try await client.tusChunk(place, at: 1, "bc").status == .notFound)
            #expect(try await client.tus(.delete, place).status == .notFound)
            #expect(try await client.call(.get, place).status == .notFound)
        }
    }

    @Test("The review of its own ends with it; one that was there waits on")
    func reviews() async throws {
        let fixture = try BoardFixture()
        try await fixture.test { client in
            let own = try await client.tus(.post, "/v1/uploads", ["Upload-Length": "3"])
            #expect(try await client.tus(.delete, try #require(own["Location"])).status == .noContent)
            let ended = try #require(own.linkedReview)
            try await fixture.show(ended)
            #expect(try await client.call(.get, ended).object["state"] as? String == "cancelled")

            let review = try await client.createReview()
            let id = Data(BoardFixture.id(review).utf8).base64EncodedString()
            let place = try await client.tusUpload(["Upload-Length": "3", "Upload-Metadata": "review \(id)"])
            #expect(try await client.tus(.delete, place).status == .noContent)
            try await fixture.show(review)
            #expect(try await client.call(.get, review).object["state"] as? String == "awaitingMedia")
        }
    }

    @Test("A recording that the review has stays with it")
    func complete() async throws {
        try await BoardFixture().test { client in
            let created = try await client.tus(.post, "/v1/uploads", ["Upload-Length": "3"])
            let place = try #require(created["Location"])
            #expect(try await client.tusChunk(place, at: 0, "abc").status == .noContent)
            #expect(try await client.tus(.delete, place).status == .noContent)
            #expect(try await client.tus(.head, place).status == .notFound)
            #expect(try await client.call(.get, try #require(created.linkedReview) + "/media").content == "abc")
        }
    }
}
