import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

/// https://datatracker.ietf.org/doc/draft-ietf-httpbis-resumable-upload/, upload append.
@Suite("Resumable uploads: parts") struct ResumableAppendTests {
    private static func begin(_ client: any TestClientProtocol, _ fields: [String: String] = [:]) async throws -> String {
        try #require(try await client.draftUpload(fields.merging(["Upload-Complete": "?0"]) { own, _ in own }, "abc")["Location"])
    }

    @Test("Parts move the offset; the last of them has the answer that the whole would have had")
    func parts() async throws {
        try await BoardFixture().test { client in
            let place = try await Self.begin(client)
            for (offset, bytes) in [(3, "d"), (4, ""), (4, "ef")] {
                let part = try await client.draftPart(place, at: offset, completes: false, bytes)
                #expect(part.status == .noContent && part["Upload-Complete"] == "?0" && part.body.readableBytes == 0)
                #expect(part["Upload-Offset"] == "\(offset + bytes.utf8.count)")
            }
            let last = try await client.draftPart(place, at: 6, completes: true, "g")
            #expect(last.status == .accepted && last["Upload-Complete"] == "?1" && last["Upload-Offset"] == "7")
            #expect(last["Content-Type"] == "application/json" && last.object["state"] as? String == "inProgress")
            let review = try #require(last["Location"])
            #expect(try await client.call(.get, review + "/media").content == "abcdefg")
        }
    }

    @Test("The last part may have no bytes")
    func emptyEnd() async throws {
        try await BoardFixture().test { client in
            let place = try await Self.begin(client, ["Upload-Length": "3"])
            let last = try await client.draftPart(place, at: 3, completes: true)
            #expect(last.status == .accepted && last["Upload-Complete"] == "?1" && last["Upload-Offset"] == "3")
        }
    }

    @Test(
        "A part has its own type, and the refusal names it",
        arguments: [nil, "application/octet-stream", "application/offset+octet-stream", "video/mp4"])
    func contentType(type: String?) async throws {
        try await BoardFixture().test { client in
            let place = try await Self.begin(client)
            var fields = ["Upload-Offset": "3", "Upload-Complete": "?0"]
            fields["Content-Type"] = type
            let response = try await client.call(.patch, place, fields, body: "d")
            #expect(response.status == .unsupportedMediaType && response["Accept-Patch"] == "application/partial-upload")
            #expect(try await client.call(.head, place)["Upload-Offset"] == "3")
        }
    }

    @Test(
        "It says where it begins and whether it is the last; what is not understood is as good as not said",
        arguments: [
            ["Upload-Complete": "?0"], ["Upload-Offset": "3"], ["Upload-Offset": "three", "Upload-Complete": "?0"],
            ["Upload-Offset": "-3", "Upload-Complete": "?0"], ["Upload-Offset": "3.0", "Upload-Complete": "?0"],
            ["Upload-Offset": "3", "Upload-Complete": "1"], ["Upload-Offset": "3", "Upload-Complete": "true"],
        ])
    func fields(fields: [String: String]) async throws {
        try await BoardFixture().test { client in
            let place = try await Self.begin(client)
            let response = try await client.call(
                .patch, place, fields.merging(["Content-Type": "application/partial-upload"]) { own, _ in own }, body: "d")
            #expect(response.status == .badRequest && response.problem == "invalid-header")
            #expect(try await client.call(.head, place)["Upload-Offset"] == "3")
        }
    }

    @Test("A part that is too large is refused with the limit that it breaks, and what came before it stays")
    func tooLarge() async throws {
        try await BoardFixture(uploadLimit: 5).test { client in
            let place = try await Self.begin(client)
            let refused = [
                try await client.draftPart(place, at: 3, completes: false, "defg"),
                try await client.draftPart(place, at: 3, completes: false, "d", ["Upload-Length": "6"]),
            ]
            for response in refused {
                #expect(response.status == .contentTooLarge && response["Upload-Limit"]?.contains("max-size=5") == true)
            }
            #expect(try await client.call(.head, place)["Upload-Offset"] == "3")
        }
    }

    @Test("A review that takes the recording no more is told of with every byte there")
    func reviewTakesNone() async throws {
        let fixture = try BoardFixture()
        try await fixture.test { client in
            let created = try await client.draftUpload(["Upload-Complete": "?0"], "abc")
            let (place, review) = (try #require(created["Location"]), try #require(created.linkedReview))
            #expect(try await client.call(.post, review + "/cancel").status == .ok)
            let last = try await client.draftPart(place, at: 3, completes: true, "d")
            #expect(last.status == .conflict && last.problem == "cancelled" && last["Upload-Complete"] == "?1")
        }
    }
}
