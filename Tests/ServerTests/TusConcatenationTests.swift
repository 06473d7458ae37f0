import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

/// https://tus.io/protocols/resumable-upload, extension concatenation.
@Suite("tus: concatenation") struct TusConcatenationTests {
    private static func part(_ bytes: String, _ client: any TestClientProtocol) async throws -> String {
        let place = try await client.tusUpload(["Upload-Length": "\(bytes.utf8.count)", "Upload-Concat": "partial"])
        if !bytes.isEmpty { #expect(try await client.tusChunk(place, at: 0, bytes).status == .noContent) }
        return place
    }

    private static func join(_ client: any TestClientProtocol, _ parts: [String], _ fields: [String: String] = [:]) async throws -> TestResponse {
        let own = ["Upload-Concat": "final;" + parts.joined(separator: " ")]
        return try await client.tus(.post, "/v1/uploads", own.merging(fields) { own, _ in own })
    }

    @Test("A part is an upload like others, but of no review, and says what it is")
    func part() async throws {
        try await BoardFixture().test { client in
            let created = try await client.tus(.post, "/v1/uploads", ["Upload-Length": "3", "Upload-Concat": "partial"])
            #expect(created.status == .created && created["Upload-Offset"] == "0" && created.linkedReview == nil)
            let place = try #require(created["Location"])
            for (offset, bytes) in [(0, "a"), (1, "bc")] {
                #expect(try await client.tusChunk(place, at: offset, bytes)["Upload-Offset"] == "\(offset + bytes.utf8.count)")
                let head = try await client.tus(.head, place)
                #expect(head["Upload-Concat"] == "partial" && head["Upload-Length"] == "3")
            }
            #expect((try await client.call(.get, "/v1/reviews").object["reviews"] as? [Any])?.isEmpty == true)
        }
    }

    @Test(
        "Parts are joined in the order that is asked for, by whatever form of their addresses",
        arguments: ["", "http://localhost:8080", "https://a.example"])
    func joined(origin: String) async throws {
        try await BoardFixture().test { client in
            let (last, first) = (try await Self.part("cdef", client), try await Self.part("ab", client))
            let final = try await Self.join(client, [origin + first, origin + last], ["Upload-Metadata": "title V2F2ZXM="])
            #expect(final.status == .created && final["Tus-Resumable"] == "1.0.0")
            let review = try #require(final.linkedReview)
            #expect(try await client.call(.get, review).object["title"] as? String == "Waves")
            #expect(try await client.call(.get, review + "/media").content == "abcdef")
            let head = try await client.tus(.head, try #require(final["Location"]))
            #expect(head.status == .ok && head["Upload-Length"] == "6" && head["Upload-Offset"] == "6")
        }
    }

    @Test("A join says of what it was made, as it was asked for")
    func concatOfFinal() async throws {
        try await BoardFixture().test { client in
            let parts = [try await Self.part("ab", client), try await Self.part("c", client)]
            let final = try #require(try await Self.join(client, parts)["Location"])
            #expect(try await client.tus(.head, final)["Upload-Concat"] == "final;\(parts[0]) \(parts[1])")
        }
    }

    @Test("Nothing can be added to a join")
    func patchOfFinal() async throws {
        try await BoardFixture().test { client in
            let final = try await Self.join(client, [try await Self.part("abc", client)])
            let place = try #require(final["Location"])
            for bytes in ["d", ""] { #expect(try await client.tusChunk(place, at: 3, bytes).status == .forbidden) }
            #expect(try await client.tusOffset(place) == "3")
            #expect(try await client.call(.get, try #require(final.linkedReview) + "/media").content == "abc")
        }
    }

    @Test("Parts stay as they are, so that a part can be joined twice")
    func partsStay() async throws {
        try await BoardFixture().test { client in
            let part = try await Self.part("ab", client)
            for parts in [[part], [part, part], [part, part, part]] {
                let review = try #require(try await Self.join(client, parts).linkedReview)
                #expect(try await client.call(.get, review + "/media").content == String(repeating: "ab", count: parts.count))
            }
            #expect(try await client.tusOffset(part) == "2")
        }
    }

    @Test("A part without bytes is one")
    func emptyPart() async throws {
        try await BoardFixture().test { client in
            let parts = [try await Self.part("ab", client), try await Self.part("", client), try await Self.part("c", client)]
            #expect(try await client.call(.get, try #require(try await Self.join(client, parts).linkedReview) + "/media").content == "abc")
        }
    }

    @Test("What cannot be joined is refused, and makes no review")
    func refused() async throws {
        try await BoardFixture().test { client in
            let (done, open) = (try await Self.part("ab", client), try await client.tusUpload(["Upload-Length": "3", "Upload-Concat": "partial"]))
            for parts in [[done, open], ["/v1/uploads/none"], [done, "/v1/uploads/none"]] {
                let response = try await Self.join(client, parts)
                #expect(response.status == .badRequest && response.problem == "parts" && response["Location"] == nil)
            }
            #expect(try await Self.join(client, [done], ["Upload-Length": "2"]).problem == "invalid-header")
            for concat in ["final;", "final", "final; ", "whole", "Partial", ""] {
                let response = try await client.tus(.post, "/v1/uploads", ["Upload-Concat": concat, "Upload-Length": "3"])
                #expect(response.status == .badRequest && response.problem == "invalid-header", "\(concat)")
            }
            #expect((try await client.call(.get, "/v1/reviews").object["reviews"] as? [Any])?.isEmpty == true)
        }
    }

    @Test("An upload that is no part cannot be joined")
    func noPart() async throws {
        try await BoardFixture().test { client in
            let place = try await client.tusUpload(["Upload-Length": "3"])
            #expect(try await client.tusChunk(place, at: 0, "abc").status == .noContent)
            #expect(try await Self.join(client, [place]).problem == "parts")
        }
    }
}
