import HTTPTypes
import HummingbirdTesting
import NIOCore
import TestSupport
import Testing

/// https://datatracker.ietf.org/doc/draft-ietf-httpbis-resumable-upload/, offset retrieval, cancellation, and what OPTIONS tells.
@Suite("Resumable uploads: where one is, and its end") struct ResumableOffsetTests {
    @Test("HEAD tells the offset, whether it is complete, its length where that is known, and the limits")
    func head() async throws {
        let fixture = try BoardFixture()
        try await fixture.test { client in
            let created = try await client.draftUpload(["Upload-Complete": "?0"], "a")
            let place = try #require(created["Location"])
            fixture.time.advance(400)
            func check(offset: String, complete: String, length: String?, age: Int) async throws {
                let head = try await client.call(.head, place)
                #expect(head.status == .noContent && head.body.readableBytes == 0 && head["Cache-Control"] == "no-store")
                #expect(head["Upload-Offset"] == offset && head["Upload-Complete"] == complete && head["Upload-Length"] == length)
                #expect(head["Upload-Limit"] == "max-size=1048576, max-age=\(age)")
                #expect(head["Tus-Resumable"] == nil)
            }
            try await check(offset: "1", complete: "?0", length: nil, age: 86_000)
            #expect(try await client.draftPart(place, at: 1, completes: false, "b", ["Upload-Length": "3"]).status == .noContent)
            try await check(offset: "2", complete: "?0", length: "3", age: 86_400)
            // Every byte is there, and the client has not said that it is done.
            #expect(try await client.draftPart(place, at: 2, completes: false, "c").status == .noContent)
            try await check(offset: "3", complete: "?0", length: "3", age: 86_400)
            #expect(try await client.draftPart(place, at: 3, completes: true, "").status == .accepted)
            try await check(offset: "3", complete: "?1", length: "3", age: 86_400)
        }
    }

    @Test("What is not there is not found")
    func unknown() async throws {
        try await BoardFixture().test { client in
            let head = try await client.call(.head, "/v1/uploads/none")
            #expect(head.status == .notFound && head["Upload-Offset"] == nil && head["Upload-Complete"] == nil)
            #expect(try await client.call(.delete, "/v1/uploads/none").problem == "upload-not-found")
        }
    }

    @Test("Nor is one whose time is over")
    func over() async throws {
        let fixture = try BoardFixture()
        try await fixture.test { client in
            let place = try #require(try await client.draftUpload(["Upload-Complete": "?0"], "a")["Location"])
            fixture.time.advance(86_400)
            #expect(try await client.call(.head, place).status == .notFound)
            #expect(try await client.draftPart(place, at: 1, completes: true, "b").problem == "upload-not-found")
        }
    }

    @Test("DELETE takes an upload back, and its review ends")
    func delete() async throws {
        let fixture = try BoardFixture()
        try await fixture.test { client in
            let created = try await client.draftUpload(["Upload-Complete": "?0"], "a")
            let (place, review) = (try #require(created["Location"]), try #require(created.linkedReview))
            let deleted = try await client.call(.delete, place)
            #expect(deleted.status == .noContent && deleted.body.readableBytes == 0)
            #expect(try await client.call(.head, place).status == .notFound)
            #expect(try await client.draftPart(place, at: 1, completes: true, "b").status == .notFound)
            #expect(try await client.call(.delete, place).status == .notFound)
            try await fixture.show(review)
            #expect(try await client.call(.get, review).object["state"] as? String == "cancelled")
        }
    }

    @Test("OPTIONS tells that parts are taken, and the limits", arguments: ["/v1/uploads", "/v1/uploads/any"])
    func options(path: String) async throws {
        try await BoardFixture().test { client in
            let response = try await client.call(.options, path)
            #expect(response.status == .noContent && response.body.readableBytes == 0)
            let types = (response["Accept-Patch"] ?? "").split(separator: ",").map { $0.filter { $0 != " " } }
            #expect(types.contains("application/partial-upload"))
            #expect(response["Upload-Limit"] == "max-size=1048576")
        }
    }
}
