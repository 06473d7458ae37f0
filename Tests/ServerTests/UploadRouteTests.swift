import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@Suite("Uploads by tus, by the IETF's draft and by a form")
struct UploadRouteTests {
    private static let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

    /// Fields of a request of tus, with some of its own.
    private static func tus(_ fields: (String, String)...) -> HTTPFields {
        var headers: HTTPFields = [field("Tus-Resumable"): "1.0.0"]
        for (name, value) in fields { headers[field(name)] = value }
        return headers
    }

    private static func chunk(at offset: Int, _ fields: (String, String)...) -> HTTPFields {
        var headers = tus(("Upload-Offset", "\(offset)"), ("Content-Type", "application/offset+octet-stream"))
        for (name, value) in fields { headers[field(name)] = value }
        return headers
    }

    private static func field(_ name: String) -> HTTPField.Name { HTTPField.Name(name)! }

    private static func hash(of review: String, _ client: any TestClientProtocol) async throws -> String? {
        try await client.execute(uri: review, method: .get) { ($0.object["source"] as? [String: Any])?["sha256"] as? String }
    }

    @Test("tus: created, moved on, located and complete")
    func tus() async throws {
        try await ServerFixture().test { client in
            let metadata = "filename \(Data("Lecture 3.mp4".utf8).base64EncodedString()),title \(Data("Waves".utf8).base64EncodedString())"
            let begin = Self.tus(("Upload-Length", "3"), ("Upload-Metadata", metadata))
            let (path, review) = try await client.execute(uri: "/v1/uploads", method: .post, headers: begin) { response in
                #expect(response.status == .created)
                #expect(response.headers[Self.field("Tus-Resumable")] == "1.0.0")
                #expect(response.headers[Self.field("Upload-Expires")]?.hasSuffix("GMT") == true)
                let link = response.headers[Self.field("Link")]?.split(separator: ">").first?.dropFirst()
                return (response.headers[.location] ?? "", String(link ?? ""))
            }
            try await client.execute(uri: path, method: .patch, headers: Self.chunk(at: 0), body: ByteBuffer(string: "ab")) { response in
                #expect(response.status == .noContent && response.headers[Self.field("Upload-Offset")] == "2")
            }
            try await client.execute(uri: path, method: .head, headers: Self.tus()) { response in
                #expect(response.status == .ok && response.headers[.cacheControl] == "no-store")
                #expect(response.headers[Self.field("Upload-Offset")] == "2" && response.headers[Self.field("Upload-Length")] == "3")
                #expect(response.headers[Self.field("Upload-Metadata")] == metadata)
            }
            try await client.execute(uri: path, method: .patch, headers: Self.chunk(at: 1), body: ByteBuffer(string: "c")) { response in
                #expect(response.status == .conflict && response.headers[Self.field("Tus-Resumable")] == "1.0.0")
            }
            let override = Self.chunk(at: 2, ("X-HTTP-Method-Override", "PATCH"))
            try await client.execute(uri: path, method: .post, headers: override, body: ByteBuffer(string: "c")) { response in
                #expect(response.status == .noContent && response.headers[Self.field("Upload-Offset")] == "3")
            }
            #expect(try await Self.hash(of: review, client) == Self.abc)
            try await client.execute(uri: review, method: .get) { #expect($0.object["title"] as? String == "Waves") }
        }
    }

    @Test("tus: another version, another type, a wrong checksum and a strange one are told apart")
    func tusMistakes() async throws {
        try await ServerFixture().test { client in
            try await client.execute(uri: "/v1/uploads", method: .post, headers: [Self.field("Tus-Resumable"): "0.2"]) { response in
                #expect(response.status == .preconditionFailed && response.headers[Self.field("Tus-Version")] == "1.0.0")
            }
            for fields in [[("Upload-Length", "-1")], [("Upload-Length", "3"), ("Upload-Defer-Length", "1")], []] as [[(String, String)]] {
                var headers = Self.tus()
                for (name, value) in fields { headers[Self.field(name)] = value }
                try await client.execute(uri: "/v1/uploads", method: .post, headers: headers) { #expect($0.problem == "invalid-header") }
            }
            let path = try await client.execute(uri: "/v1/uploads", method: .post, headers: Self.tus(("Upload-Length", "3"))) { response in
                response.headers[.location] ?? ""
            }
            let body = ByteBuffer(string: "abc")
            try await client.execute(uri: path, method: .patch, headers: Self.tus(("Upload-Offset", "0")), body: body) { response in
                #expect(response.status == .unsupportedMediaType)
            }
            let other = Data(SHA256.hash(data: Data("abd".utf8))).base64EncodedString()
            for (checksum, status) in [("sha256 \(other)", 460), ("md5 \(other)", 400), ("sha256", 400)] {
                let headers = Self.chunk(at: 0, ("Upload-Checksum", checksum))
                try await client.execute(uri: path, method: .patch, headers: headers, body: body) { #expect($0.status.code == status) }
            }
            try await client.execute(uri: path, method: .delete, headers: Self.tus()) { #expect($0.status == .noContent) }
            try await client.execute(uri: path, method: .head, headers: Self.tus()) { #expect($0.status == .notFound) }
        }
    }

    @Test("tus: parts are joined in the order that is asked for")
    func tusConcatenation() async throws {
        try await ServerFixture().test { client in
            var parts: [String] = []
            for piece in ["c", "ab"] {
                let headers = Self.tus(
                    ("Upload-Length", "\(piece.utf8.count)"), ("Upload-Concat", "partial"), ("Content-Type", "application/offset+octet-stream"))
                let path = try await client.execute(uri: "/v1/uploads", method: .post, headers: headers, body: ByteBuffer(string: piece)) {
                    response in
                    #expect(response.headers[Self.field("Upload-Offset")] == "\(piece.utf8.count)")
                    return response.headers[.location] ?? ""
                }
                parts.insert(path, at: 0)
            }
            let final = Self.tus(("Upload-Concat", "final;" + parts.joined(separator: " ")))
            let review = try await client.execute(uri: "/v1/uploads", method: .post, headers: final) { response in
                #expect(response.status == .created)
                return String(response.headers[Self.field("Link")]?.split(separator: ">").first?.dropFirst() ?? "")
            }
            #expect(try await Self.hash(of: review, client) == Self.abc)
        }
    }

    @Test("The draft: parts, a wrong offset, the end")
    func draft() async throws {
        try await ServerFixture().test { client in
            let begin: HTTPFields = [Self.field("Upload-Complete"): "?0", Self.field("Upload-Length"): "3"]
            let path = try await client.execute(
                uri: "/v1/uploads?title=Draft", method: .post, headers: begin, body: ByteBuffer(string: "a")
            ) { response in
                #expect(response.status == .created && response.headers[Self.field("Upload-Complete")] == "?0")
                #expect(response.headers[Self.field("Upload-Limit")]?.contains("max-size=1048576") == true)
                return response.headers[.location] ?? ""
            }
            try await client.execute(uri: path, method: .head) { response in
                #expect(response.status == .noContent && response.headers[Self.field("Upload-Offset")] == "1")
                #expect(response.headers[Self.field("Upload-Complete")] == "?0" && response.headers[Self.field("Upload-Length")] == "3")
            }
            func part(at offset: Int) -> HTTPFields {
                [
                    .contentType: "application/partial-upload", Self.field("Upload-Offset"): "\(offset)",
                    Self.field("Upload-Complete"): "?1",
                ]
            }
            try await client.execute(uri: path, method: .patch, headers: part(at: 2), body: ByteBuffer(string: "c")) { response in
                // Its end would be right, so that only its place is wrong.
                #expect(response.status == .conflict && response.headers[Self.field("Upload-Offset")] == "1")
                #expect(response.object["type"] as? String == "https://iana.org/assignments/http-problem-types#mismatching-upload-offset")
                #expect(response.object["expected-offset"] as? Int == 1 && response.object["provided-offset"] as? Int == 2)
            }
            let review = try await client.execute(uri: path, method: .patch, headers: part(at: 1), body: ByteBuffer(string: "bc")) { response in
                #expect(response.status == .accepted && response.headers[Self.field("Upload-Complete")] == "?1")
                return response.headers[.location] ?? ""
            }
            #expect(try await Self.hash(of: review, client) == Self.abc)
        }
    }

    @Test("A form with fields and a file; one without a file says what is missing")
    func form() async throws {
        let fixture = try ServerFixture()
        try await fixture.test { client in
            let type: HTTPFields = [.contentType: "multipart/form-data; boundary=XX"]
            let field = "--XX\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nOptics\r\n"
            let file = "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.mp4\"\r\nContent-Type: video/mp4\r\n\r\nabc\r\n"
            let review = try await client.execute(
                uri: "/v1/uploads", method: .post, headers: type, body: ByteBuffer(string: field + file + "--XX--\r\n")
            ) { response in
                #expect(response.status == .accepted && response.object["title"] as? String == "Optics")
                return response.headers[.location] ?? ""
            }
            #expect(try await Self.hash(of: review, client) == Self.abc)
            let cases = [(field + "--XX--\r\n", "form"), (field + file.dropLast(3), "incomplete-body"), ("--XX\r\nfoo: bar\r\n\r\n", "form")]
            for (broken, problem) in cases {
                try await client.execute(uri: "/v1/uploads", method: .post, headers: type, body: ByteBuffer(string: broken)) { response in
                    #expect(response.status == .badRequest && response.problem == problem)
                }
            }
        }
        #expect(fixture.files.count == 1)
    }
}
