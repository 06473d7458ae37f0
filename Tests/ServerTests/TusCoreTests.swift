import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

/// https://tus.io/protocols/resumable-upload, core protocol.
@Suite("tus: core") struct TusCoreTests {
    @Test("OPTIONS tells what there is, to those that do not say their version too", arguments: ["/v1/uploads", "/v1/uploads/any"])
    func options(path: String) async throws {
        try await BoardFixture().test { client in
            for fields in [[:], ["Tus-Resumable": "1.0.0"], ["Tus-Resumable": "0.2.2"]] {
                let response = try await client.call(.options, path, fields)
                #expect(response.status == .noContent && response["Tus-Resumable"] == "1.0.0" && response["Tus-Version"] == "1.0.0")
                #expect(response["Tus-Max-Size"] == "1048576" && response["Tus-Checksum-Algorithm"] == "sha1,sha256")
                let extensions = Set((response["Tus-Extension"] ?? "").split(separator: ",").map(String.init))
                #expect(
                    extensions == [
                        "creation", "creation-with-upload", "creation-defer-length", "expiration", "checksum", "termination", "concatenation",
                    ])
            }
        }
    }

    @Test("HEAD tells the offset, always and to nobody's cache")
    func head() async throws {
        try await BoardFixture().test { client in
            let path = try await client.tusUpload(["Upload-Length": "3"])
            for (bytes, offset) in [("", 0), ("ab", 2), ("c", 3)] {
                if !bytes.isEmpty { #expect(try await client.tusChunk(path, at: offset - bytes.utf8.count, bytes).status == .noContent) }
                let response = try await client.tus(.head, path)
                #expect(response.status == .ok && response.body.readableBytes == 0)
                #expect(response["Upload-Offset"] == "\(offset)" && response["Upload-Length"] == "3")
                #expect(response["Cache-Control"] == "no-store" && response["Tus-Resumable"] == "1.0.0")
            }
        }
    }

    @Test("PATCH moves the offset by the bytes that came")
    func patch() async throws {
        try await BoardFixture().test { client in
            let path = try await client.tusUpload(["Upload-Length": "6"])
            for (offset, bytes) in [(0, "a"), (1, "bcd"), (4, ""), (4, "ef")] {
                let response = try await client.tusChunk(path, at: offset, bytes)
                #expect(response.status == .noContent && response["Upload-Offset"] == "\(offset + bytes.utf8.count)")
                #expect(response["Tus-Resumable"] == "1.0.0" && response.body.readableBytes == 0)
            }
        }
    }

    @Test("A chunk that is not at the offset is refused, and nothing of it stays", arguments: [0, 1, 3, 1_000])
    func conflict(offset: Int) async throws {
        try await BoardFixture().test { client in
            let path = try await client.tusUpload(["Upload-Length": "6"])
            #expect(try await client.tusChunk(path, at: 0, "ab").status == .noContent)
            let response = try await client.tusChunk(path, at: offset, "x")
            #expect(response.status == .conflict && response["Tus-Resumable"] == "1.0.0")
            #expect(try await client.tusOffset(path) == "2")
        }
    }

    @Test("An offset that is none is refused", arguments: [nil, "", "-1", "+0", "0x0", "one", "0.0", "99999999999999999999"])
    func badOffset(offset: String?) async throws {
        try await BoardFixture().test { client in
            let path = try await client.tusUpload(["Upload-Length": "3"])
            var fields = ["Content-Type": "application/offset+octet-stream"]
            fields["Upload-Offset"] = offset
            let response = try await client.tus(.patch, path, fields, body: "abc")
            #expect(response.status == .badRequest && response.problem == "invalid-header" && response["Tus-Resumable"] == "1.0.0")
            #expect(try await client.tusOffset(path) == "0")
        }
    }

    @Test(
        "A chunk has its own type",
        arguments: [nil, "application/octet-stream", "video/mp4", "application/partial-upload", "text/plain"])
    func contentType(type: String?) async throws {
        try await BoardFixture().test { client in
            let path = try await client.tusUpload(["Upload-Length": "3"])
            var fields = ["Upload-Offset": "0"]
            fields["Content-Type"] = type
            let response = try await client.tus(.patch, path, fields, body: "abc")
            #expect(response.status == .unsupportedMediaType && response["Tus-Resumable"] == "1.0.0")
            #expect(try await client.tusOffset(path) == "0")
        }
    }

    @Test("What is not there is not found, and has no offset")
    func unknown() async throws {
        try await BoardFixture().test { client in
            let head = try await client.tus(.head, "/v1/uploads/none")
            #expect(head.status == .notFound && head["Upload-Offset"] == nil && head["Tus-Resumable"] == "1.0.0")
            #expect(try await client.tusChunk("/v1/uploads/none", at: 0, "abc").problem == "upload-not-found")
            #expect(try await client.tus(.delete, "/v1/uploads/none").problem == "upload-not-found")
        }
    }

    @Test("Another version is refused by the one that there is, and nothing is done", arguments: ["0.2.2", "1.0", "1.0.1", "2.0.0", ""])
    func version(version: String) async throws {
        try await BoardFixture().test { client in
            let path = try await client.tusUpload(["Upload-Length": "3"])
            let other = ["Tus-Resumable": version]
            let responses = [
                try await client.tus(.post, "/v1/uploads", other.merging(["Upload-Length": "3"]) { own, _ in own }),
                try await client.tus(.head, path, other), try await client.tusChunk(path, at: 0, "abc", other),
                try await client.tus(.delete, path, other),
            ]
            for response in responses {
                #expect(response.status == .preconditionFailed && response["Tus-Version"] == "1.0.0" && response["Tus-Resumable"] == "1.0.0")
                #expect(response["Upload-Offset"] == nil && response["Location"] == nil)
            }
            #expect(try await client.tusOffset(path) == "0")
            #expect((try await client.call(.get, "/v1/reviews").object["reviews"] as? [Any])?.count == 1)
        }
    }

    @Test("A method that a proxy does not pass goes by a field")
    func methodOverride() async throws {
        try await BoardFixture().test { client in
            let path = try await client.tusUpload(["Upload-Length": "6"])
            let chunk = ["X-HTTP-Method-Override": "PATCH", "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"]
            let patch = try await client.tus(.post, path, chunk, body: "abc")
            #expect(patch.status == .noContent && patch["Upload-Offset"] == "3")
            let head = try await client.tus(.post, path, ["X-HTTP-Method-Override": "HEAD"])
            #expect(head.status == .ok && head["Upload-Offset"] == "3" && head["Upload-Length"] == "6")
            #expect(try await client.tus(.post, path, ["X-HTTP-Method-Override": "DELETE"]).status == .noContent)
            #expect(try await client.tus(.head, path).status == .notFound)
            for method in [nil, "PUT", "GET"] {
                var fields: [String: String] = [:]
                fields["X-HTTP-Method-Override"] = method
                let response = try await client.tus(.post, path, fields)
                #expect(response.status == .badRequest && response.problem == "invalid-header")
            }
        }
    }

    /// The bytes of a body would be taken for the next response.
    @Test("A HEAD that is refused has no body", .timeLimit(.minutes(1)))
    func headWithoutBody() async throws {
        let fixture = try BoardFixture()
        try await fixture.test(.live) { client in
            let port = try #require(client.port)
            let cases: [([String: String], String)] = [(["Tus-Resumable": "1.0.0"], "404"), (["Tus-Resumable": "0.2.2"], "412"), ([:], "404")]
            for (fields, status) in cases {
                try await RawConnection.open(port) { connection in
                    try await connection.send("HEAD /v1/uploads/none", fields)
                    let head = try await connection.head()
                    #expect(head.hasPrefix("http/1.1 \(status) "))
                    try await connection.send("GET /livez")
                    let next = try await connection.head()
                    #expect(next.hasPrefix("http/1.1 200 "))
                }
            }
        }
    }
}
