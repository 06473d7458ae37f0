import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

/// https://datatracker.ietf.org/doc/draft-ietf-httpbis-resumable-upload/, problem types.
@Suite("Resumable uploads: problems") struct ResumableProblemTests {
    private static func isProblem(_ response: TestResponse, _ type: String) -> Bool {
        response["Content-Type"] == "application/problem+json" && response.object["status"] as? Int == response.status.code
            && response.object["type"] as? String == "https://iana.org/assignments/http-problem-types#\(type)"
    }

    private static func begin(_ client: any TestClientProtocol, _ fields: [String: String] = [:]) async throws -> String {
        try #require(try await client.draftUpload(fields.merging(["Upload-Complete": "?0"]) { own, _ in own }, "abc")["Location"])
    }

    @Test("mismatching-upload-offset: 409 with the place that was expected and the one that was given", arguments: [0, 2, 4, 1_000], [false, true])
    func offset(offset: Int, completes: Bool) async throws {
        try await BoardFixture().test { client in
            let place = try await Self.begin(client)
            let response = try await client.draftPart(place, at: offset, completes: completes, "x")
            #expect(response.status == .conflict && Self.isProblem(response, "mismatching-upload-offset"))
            #expect(response.object["expected-offset"] as? Int == 3 && response.object["provided-offset"] as? Int == offset)
            #expect(response["Upload-Offset"] == "3")
            let head = try await client.call(.head, place)
            #expect(head["Upload-Offset"] == "3" && head["Upload-Complete"] == "?0")
        }
    }

    @Test("completed-upload: nothing can be added to what is complete")
    func completed() async throws {
        try await BoardFixture().test { client in
            let place = try await Self.begin(client)
            let review = try #require(try await client.draftPart(place, at: 3, completes: true)["Location"])
            for completes in [true, false] {
                let response = try await client.draftPart(place, at: 3, completes: completes)
                #expect(response.status == .badRequest && Self.isProblem(response, "completed-upload"))
            }
            #expect(try await client.draftPart(place, at: 3, completes: true, "d").status == .badRequest)
            #expect(try await client.call(.head, place)["Upload-Offset"] == "3")
            #expect(try await client.call(.get, review + "/media").content == "abc")
        }
    }

    @Test(
        "inconsistent-upload-length, at the beginning: the lengths that a request tells are not one",
        arguments: [("?1", "5", "abc"), ("?1", "2", "abc"), ("?0", "2", "abc")])
    func creation(completes: String, length: String, bytes: String) async throws {
        try await BoardFixture().test { client in
            let response = try await client.draftUpload(["Upload-Complete": completes, "Upload-Length": length], bytes)
            #expect(response.status == .badRequest && Self.isProblem(response, "inconsistent-upload-length"))
        }
    }

    private static let contradictions: [(Bool, String, String?)] = [
        (false, "d", "6"), (false, "d", "4"), (true, "d", nil), (true, "", nil), (false, "def", nil), (true, "def", nil), (true, "de", "6"),
    ]

    @Test("inconsistent-upload-length, later: another length than before, an end before the end, bytes beyond it", arguments: contradictions)
    func later(completes: Bool, bytes: String, length: String?) async throws {
        try await BoardFixture().test { client in
            let place = try await Self.begin(client, ["Upload-Length": "5"])
            var fields: [String: String] = [:]
            fields["Upload-Length"] = length
            let response = try await client.draftPart(place, at: 3, completes: completes, bytes, fields)
            #expect(response.status == .badRequest && Self.isProblem(response, "inconsistent-upload-length"))
            let head = try await client.call(.head, place)
            #expect(head["Upload-Offset"] == "3" && head["Upload-Length"] == "5" && head["Upload-Complete"] == "?0")
        }
    }

    @Test("inconsistent-upload-length: less than what is there")
    func less() async throws {
        try await BoardFixture().test { client in
            let place = try await Self.begin(client)
            let response = try await client.draftPart(place, at: 3, completes: false, "", ["Upload-Length": "2"])
            #expect(response.status == .badRequest && Self.isProblem(response, "inconsistent-upload-length"))
        }
    }
}
