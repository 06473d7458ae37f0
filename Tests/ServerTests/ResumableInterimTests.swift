import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

/// https://datatracker.ietf.org/doc/draft-ietf-httpbis-resumable-upload/, 104 (Upload Resumption Supported).
@Suite("Resumable uploads: interim responses", .timeLimit(.minutes(1))) struct ResumableInterimTests {
    private static let version = "Upload-Draft-Interop-Version"

    /// The heads of interim responses and the one that ends the request, in lower case.
    private static func heads(_ connection: inout RawConnection) async throws -> (interim: [String], final: String) {
        var interim: [String] = []
        while true {
            let head = try await connection.head()
            guard head.hasPrefix("http/1.1 1") else { return (interim, head) }
            interim.append(head)
        }
    }

    /// The value of a field of a head.
    private static func field(_ name: String, _ head: String?) -> String? {
        let prefix = name.lowercased() + ": "
        return head?.split(separator: "\r\n").first { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
    }

    @Test("A client that knows them is told the address before the bytes, and the offset as they come")
    func creation() async throws {
        let fixture = try BoardFixture()
        try await fixture.test(.live) { client in
            try await RawConnection.open(try #require(client.port)) { connection in
                try await connection.send("POST /v1/uploads", ["Upload-Complete": "?0", "Upload-Length": "5", Self.version: "8"], body: "abc")
                let (interim, final) = try await Self.heads(&connection)
                #expect(interim.count >= 2 && interim.allSatisfy { $0.hasPrefix("http/1.1 104 upload resumption supported\r\n") })
                #expect(interim.allSatisfy { Self.field(Self.version, $0) == "8" && Self.field("Content-Length", $0) == nil })
                #expect(Self.field("Location", interim.first)?.hasPrefix("/v1/uploads/") == true)
                #expect(Self.field("Upload-Limit", interim.first) == "max-size=1048576, max-age=86400")
                #expect(Self.field("Upload-Offset", interim.last) == "3")
                #expect(final.hasPrefix("http/1.1 201 ") && Self.field("Location", final) == Self.field("Location", interim.first))
                #expect(Self.field("Upload-Complete", final) == "?0" && Self.field("Upload-Offset", final) == "3")
            }
        }
    }

    @Test("The address comes before any byte was sent, so that it can be come back to")
    func early() async throws {
        let fixture = try BoardFixture()
        try await fixture.test(.live) { client in
            let port = try #require(client.port)
            var place = ""
            try await RawConnection.open(port) { connection in
                try await connection.send(
                    "POST /v1/uploads", ["Upload-Complete": "?1", Self.version: "8", "Content-Length": "3"])
                let first = try await connection.head()
                #expect(first.hasPrefix("http/1.1 104 "))
                place = Self.field("Location", first) ?? ""
                // The connection breaks here.
            }
            let head = try await client.call(.head, place)
            #expect(head.status == .noContent && head["Upload-Offset"] == "0" && head["Upload-Complete"] == "?0" && head["Upload-Length"] == "3")
            #expect(try await client.draftPart(place, at: 0, completes: true, "abc").status == .accepted)
        }
    }

    @Test("A later part is told of by its offset alone")
    func append() async throws {
        let fixture = try BoardFixture()
        try await fixture.test(.live) { client in
            let place = try #require(try await client.draftUpload(["Upload-Complete": "?0"], "abc")["Location"])
            try await RawConnection.open(try #require(client.port)) { connection in
                let part = [
                    "Upload-Offset": "3", "Upload-Complete": "?0", "Content-Type": "application/partial-upload", Self.version: "8",
                ]
                try await connection.send("PATCH \(place)", part, body: "def")
                let (interim, final) = try await Self.heads(&connection)
                #expect(!interim.isEmpty && interim.allSatisfy { $0.hasPrefix("http/1.1 104 ") && Self.field("Location", $0) == nil })
                #expect(Self.field("Upload-Offset", interim.last) == "6")
                #expect(final.hasPrefix("http/1.1 204 ") && Self.field("Upload-Complete", final) == "?0")
            }
        }
    }

    @Test("A client that does not say so, or speaks another version, gets none", arguments: [nil, "7", "9", "8.0", "?1"])
    func none(version: String?) async throws {
        let fixture = try BoardFixture()
        try await fixture.test(.live) { client in
            try await RawConnection.open(try #require(client.port)) { connection in
                var fields = ["Upload-Complete": "?0"]
                fields[Self.version] = version
                try await connection.send("POST /v1/uploads", fields, body: "abc")
                let (interim, final) = try await Self.heads(&connection)
                #expect(interim.isEmpty && final.hasPrefix("http/1.1 201 "))
            }
        }
    }

    @Test("A client that waits to be asked for the bytes is asked")
    func expectContinue() async throws {
        let fixture = try BoardFixture()
        try await fixture.test(.live) { client in
            try await RawConnection.open(try #require(client.port)) { connection in
                try await connection.send("POST /v1/uploads", ["Upload-Complete": "?0", "Expect": "100-continue", "Content-Length": "3"])
                let asked = try await connection.head()
                #expect(asked.hasPrefix("http/1.1 100 "))
                try await connection.write("abc")
                let (interim, final) = try await Self.heads(&connection)
                #expect(interim.isEmpty && final.hasPrefix("http/1.1 201 ") && Self.field("Upload-Offset", final) == "3")
            }
        }
    }
}
