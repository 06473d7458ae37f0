import HTTPTypes
import HummingbirdTesting
import NIOCore
import ReviewModel
import TestSupport
import Testing

@Suite("What instructors answer to findings") struct FindingResponseTests {
    private static func place(_ path: String, finding: String = "video.black-1") -> String { "\(path)/findings/\(finding)/response" }

    private static func finding(_ report: TestResponse) -> [String: Any]? {
        (report.object["findings"] as? [[String: Any]])?.first
    }

    private static func response(_ report: TestResponse) -> [String: Any]? { finding(report)?["response"] as? [String: Any] }

    @Test("An answer is stored, stands in the report, and makes the report and the review new ones")
    func stored() async throws {
        let fixture = try BoardFixture()
        try await fixture.test { client in
            let path = try await fixture.completed(client)
            let before = try await client.call(.get, path + "/report")
            let poll = try await client.call(.get, path)
            #expect(before.status == .ok && Self.finding(before)?["id"] as? String == "video.black-1" && Self.response(before) == nil)
            #expect(try await client.call(.get, path + "/report", ["If-None-Match": before["ETag"] ?? ""]).status == .notModified)

            fixture.time.advance(50)
            let answer = try await client.call(.put, Self.place(path), body: #"{"state": "acknowledged", "note": "Cut it out. ✂"}"#)
            #expect(answer.status == .ok && answer.object["state"] as? String == "acknowledged")
            #expect(answer.object["note"] as? String == "Cut it out. ✂" && answer.object["respondedAt"] as? Double == fixture.time.clock.now)

            let after = try await client.call(.get, path + "/report", ["If-None-Match": before["ETag"] ?? ""])
            #expect(after.status == .ok && after["ETag"] != before["ETag"])
            #expect(Self.response(after)?["state"] as? String == "acknowledged" && Self.response(after)?["note"] as? String == "Cut it out. ✂")
            #expect(try await client.call(.get, path)["ETag"] != poll["ETag"])
        }
    }

    @Test("A later answer takes the place of the first")
    func replaced() async throws {
        let fixture = try BoardFixture()
        try await fixture.test { client in
            let path = try await fixture.completed(client)
            var tags: Set<String?> = []
            for state in ["acknowledged", "dismissed", "fixed"] {
                #expect(try await client.call(.put, Self.place(path), body: #"{"state": "\#(state)"}"#).status == .ok)
                let report = try await client.call(.get, path + "/report")
                #expect(Self.response(report)?["state"] as? String == state && Self.response(report)?["note"] == nil)
                tags.insert(report["ETag"])
            }
            #expect(tags.count == 3)
        }
    }

    @Test("Every form of the report has an entity tag of its own, and each changes")
    func forms() async throws {
        let fixture = try BoardFixture()
        try await fixture.test { client in
            let path = try await fixture.completed(client)
            func tags() async throws -> [String?] {
                var tags: [String?] = []
                for type in ["application/json", "text/html", "text/markdown", "text/plain"] {
                    let report = try await client.call(.get, path + "/report", ["Accept": type])
                    #expect(report.status == .ok && report["Vary"]?.contains("Accept") == true)
                    tags.append(report["ETag"])
                }
                return tags
            }
            let before = try await tags()
            #expect(try await client.call(.put, Self.place(path), body: #"{"state": "fixed"}"#).status == .ok)
            let after = try await tags()
            #expect(Set(before + after).count == 8)
        }
    }

    @Test(
        "What cannot be stored is named, and the report stays",
        arguments: [
            (#"{"state": "ignored"}"#, 400, "invalid-json"), (#"{"state": 1}"#, 400, "invalid-json"), (#"{"note": "x"}"#, 400, "invalid-json"),
            ("[]", 400, "invalid-json"), (#"{"state": "fixed", "by": "me"}"#, 400, "unknown-key"),
            (#"{"state": "fixed", "note": "a\u0000b"}"#, 422, "nul"),
            (#"{"state": "fixed", "note": "\#(String(repeating: "x", count: 2_001))"}"#, 422, "too-long"),
        ])
    func refused(body: String, status: Int, problem: String) async throws {
        let fixture = try BoardFixture()
        try await fixture.test { client in
            let path = try await fixture.completed(client)
            let tag = try await client.call(.get, path + "/report")["ETag"]
            let response = try await client.call(.put, Self.place(path), body: body)
            #expect(response.status.code == status && response.problem == problem)
            #expect(try await client.call(.get, path + "/report")["ETag"] == tag)
        }
    }

    @Test("A note of 2,000 signs is not too long, whatever signs they are")
    func longNote() async throws {
        let fixture = try BoardFixture()
        try await fixture.test { client in
            let path = try await fixture.completed(client)
            let note = String(repeating: "é", count: 2_000)
            #expect(try await client.call(.put, Self.place(path), body: #"{"state": "fixed", "note": "\#(note)"}"#).status == .ok)
            #expect(Self.response(try await client.call(.get, path + "/report"))?["note"] as? String == note)
        }
    }

    @Test("Without a body, a finding or a review it says what is missing")
    func missing() async throws {
        let fixture = try BoardFixture()
        try await fixture.test { client in
            let path = try await fixture.completed(client)
            let fixed = #"{"state": "fixed"}"#
            #expect(try await client.call(.put, Self.place(path)).problem == "empty-body")
            for finding in ["video.black-2", "video.frozen-1", "none"] {
                let response = try await client.call(.put, Self.place(path, finding: finding), body: fixed)
                #expect(response.status == .notFound && response.problem == "finding-not-found")
            }
            #expect(try await client.call(.put, Self.place("/v1/reviews/none"), body: fixed).problem == "review-not-found")
        }
    }
}
