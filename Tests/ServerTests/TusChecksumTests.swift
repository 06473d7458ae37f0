import Crypto
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

/// https://tus.io/protocols/resumable-upload, extension checksum.
@Suite("tus: checksum") struct TusChecksumTests {
    private static func sha1(_ text: String) -> String { "sha1 " + Data(Insecure.SHA1.hash(data: Data(text.utf8))).base64EncodedString() }
    private static func sha256(_ text: String) -> String { "sha256 " + Data(SHA256.hash(data: Data(text.utf8))).base64EncodedString() }

    private static let right = [sha1("abc"), sha256("abc"), "sha1 qZk+NkcGgWq6PiVxeFDCbJzQ2J0="]
    private static let wrong = [sha1("abd"), sha256("abd")]
    private static let creations = [(sha1("abc"), 201), (sha256("abd"), 460), ("md5 kAFQmDzST7DWlj99KOF/cg==", 400)]

    @Test("A chunk that is what its checksum says is taken", arguments: right)
    func taken(checksum: String) async throws {
        try await BoardFixture().test { client in
            let place = try await client.tusUpload(["Upload-Length": "6"])
            let response = try await client.tusChunk(place, at: 0, "abc", ["Upload-Checksum": checksum])
            #expect(response.status == .noContent && response["Upload-Offset"] == "3")
        }
    }

    @Test("One that is not is refused with 460, nothing of it stays, and the right bytes may follow", arguments: wrong)
    func refused(checksum: String) async throws {
        try await BoardFixture().test { client in
            let created = try await client.tus(.post, "/v1/uploads", ["Upload-Length": "6"])
            let place = try #require(created["Location"])
            #expect(try await client.tusChunk(place, at: 0, "abc", ["Upload-Checksum": Self.sha1("abc")]).status == .noContent)
            let response = try await client.tusChunk(place, at: 3, "def", ["Upload-Checksum": checksum])
            #expect(response.status.code == 460 && response.problem == "checksum" && response["Tus-Resumable"] == "1.0.0")
            #expect(response["Upload-Offset"] == nil)
            #expect(try await client.tusOffset(place) == "3")
            #expect(try await client.tusChunk(place, at: 3, "def", ["Upload-Checksum": Self.sha256("def")])["Upload-Offset"] == "6")
            #expect(try await client.call(.get, try #require(created.linkedReview) + "/media").content == "abcdef")
        }
    }

    @Test(
        "An algorithm that there is not, or a digest that is none, is refused with 400",
        arguments: [
            "md5 kAFQmDzST7DWlj99KOF/cg==", "crc32 NSRBwg==", "SHA1", "sha1", "sha1 ", "sha1 ???", "sha1 YWJj", "",
            "sha256 qZk+NkcGgWq6PiVxeFDCbJzQ2J0=", "sha1 qZk+NkcGgWq6PiVxeFDCbJzQ2J0= x",
        ])
    func unknown(checksum: String) async throws {
        try await BoardFixture().test { client in
            let place = try await client.tusUpload(["Upload-Length": "3"])
            let response = try await client.tusChunk(place, at: 0, "abc", ["Upload-Checksum": checksum])
            #expect(response.status == .badRequest && response.problem == "invalid-header")
            #expect(try await client.tusOffset(place) == "0")
        }
    }

    @Test("The bytes of a creation have one, too", arguments: creations)
    func creation(checksum: String, status: Int) async throws {
        try await BoardFixture().test { client async throws in
            let fields = ["Upload-Length": "3", "Content-Type": "application/offset+octet-stream", "Upload-Checksum": checksum]
            #expect(try await client.tus(.post, "/v1/uploads", fields, body: "abc").status.code == status)
        }
    }
}
