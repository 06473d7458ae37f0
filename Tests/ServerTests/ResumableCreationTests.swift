import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

/// https://datatracker.ietf.org/doc/draft-ietf-httpbis-resumable-upload/, upload creation.
@Suite("Resumable uploads: creation") struct ResumableCreationTests {
    @Test("A part of it: 201 with the address, the limits and the state")
    func part() async throws {
        try await BoardFixture().test { client in
            for (fields, bytes) in [(["Upload-Length": "3"], "a"), ([:], "ab"), (["Upload-Length": "3"], "")] as [([String: String], String)] {
                let created = try await client.draftUpload(fields.merging(["Upload-Complete": "?0"]) { own, _ in own }, bytes)
                #expect(created.status == .created && created["Upload-Complete"] == "?0")
                #expect(created["Upload-Offset"] == "\(bytes.utf8.count)")
                #expect(created["Location"]?.hasPrefix("/v1/uploads/") == true)
                #expect(created["Upload-Limit"] == "max-size=1048576, max-age=86400")
                let poll = try await client.call(.get, try #require(created.linkedReview))
                #expect(poll.object["state"] as? String == "awaitingMedia")
            }
        }
    }

    @Test("All of it: the answer is the review's")
    func whole() async throws {
        try await BoardFixture().test { client in
            for fields in [[:], ["Upload-Length": "3"]] {
                let created = try await client.draftUpload(fields.merging(["Upload-Complete": "?1"]) { own, _ in own }, "abc", query: "?title=Waves")
                #expect(created.status == .accepted && created["Upload-Complete"] == "?1" && created["Upload-Offset"] == "3")
                #expect(created["Content-Type"] == "application/json" && created.object["title"] as? String == "Waves")
                let review = try #require(created["Location"])
                #expect(review.hasPrefix("/v1/reviews/") && created.linkedReview == review)
                #expect(try await client.call(.get, review + "/media").content == "abc")
                let source = try await client.call(.get, review).object["source"] as? [String: Any]
                #expect(source?["way"] as? String == "resumable")
            }
        }
    }

    @Test(
        "The file's name is that of Content-Disposition",
        arguments: [
            "inline; filename=\"Lecture 3.mp4\"", "inline; filename*=UTF-8''Lecture%203.mp4",
            "inline; filename=\"L.mp4\"; filename*=UTF-8''Lecture%203.mp4",
        ])
    func fileName(disposition: String) async throws {
        try await BoardFixture().test { client in
            let created = try await client.draftUpload(["Upload-Complete": "?1", "Content-Disposition": disposition], "abc")
            #expect((created.object["source"] as? [String: Any])?["fileName"] as? String == "Lecture 3.mp4")
        }
    }

    @Test("A completeness that is no boolean is as good as none", arguments: ["1", "true", "?2", "\"?1\"", "", "?1, ?0", "1.0"])
    func noBoolean(value: String) async throws {
        try await BoardFixture().test { client in
            let response = try await client.draftUpload(["Upload-Complete": value], "abc")
            #expect(response.status == .badRequest && response.problem == "upload-protocol")
        }
    }

    @Test("A length that is no whole number is as good as none", arguments: ["three", "3.0", "-3", "\"3\"", "?1", ""])
    func noInteger(value: String) async throws {
        try await BoardFixture().test { client in
            let created = try await client.draftUpload(["Upload-Complete": "?0", "Upload-Length": value], "a")
            #expect(created.status == .created)
            #expect(try await client.call(.head, try #require(created["Location"]))["Upload-Length"] == nil)
        }
    }

    @Test("Parameters of a field are ignored")
    func parameters() async throws {
        try await BoardFixture().test { client in
            let created = try await client.draftUpload(["Upload-Complete": "?0;a=1", "Upload-Length": "3;b"], "a")
            #expect(created.status == .created)
            #expect(try await client.call(.head, try #require(created["Location"]))["Upload-Length"] == "3")
        }
    }

    @Test("What is too large is refused with the limit that it breaks")
    func tooLarge() async throws {
        try await BoardFixture(uploadLimit: 10).test { client in
            #expect(try await client.draftUpload(["Upload-Complete": "?0", "Upload-Length": "10"]).status == .created)
            let refused = [
                try await client.draftUpload(["Upload-Complete": "?0", "Upload-Length": "11"]),
                try await client.draftUpload(["Upload-Complete": "?1"], "0123456789x"),
                try await client.draftUpload(["Upload-Complete": "?0"], "0123456789x"),
            ]
            for response in refused {
                #expect(response.status == .contentTooLarge && response.problem == "too-large")
                #expect(response["Upload-Limit"]?.contains("max-size=10") == true)
            }
        }
    }

    @Test("A recording without bytes is none")
    func empty() async throws {
        try await BoardFixture().test { client async throws in
            #expect(try await client.draftUpload(["Upload-Complete": "?1"], "").problem == "empty-body")
        }
    }
}
