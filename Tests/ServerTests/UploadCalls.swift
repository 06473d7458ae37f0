import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

/// Requests of tus 1.0.0 and of the IETF's resumable uploads (interop version 8), with their fields spelled as the texts spell them.
extension TestClientProtocol {
    func tus(_ method: HTTPRequest.Method, _ uri: String, _ fields: [String: String] = [:], body: String? = nil) async throws -> TestResponse {
        try await call(method, uri, fields.merging(["Tus-Resumable": "1.0.0"]) { own, _ in own }, body: body)
    }

    /// Begins an upload by tus, and gives its address.
    func tusUpload(_ fields: [String: String]) async throws -> String {
        let response = try await tus(.post, "/v1/uploads", fields)
        #expect(response.status == .created)
        return try #require(response["Location"])
    }

    /// A chunk of tus.
    func tusChunk(_ uri: String, at offset: Int, _ bytes: String, _ fields: [String: String] = [:]) async throws -> TestResponse {
        let usual = ["Upload-Offset": "\(offset)", "Content-Type": "application/offset+octet-stream"]
        return try await tus(.patch, uri, fields.merging(usual) { own, _ in own }, body: bytes)
    }

    /// Where an upload is, by tus.
    func tusOffset(_ uri: String) async throws -> String? {
        let response = try await tus(.head, uri)
        #expect(response.status == .ok)
        return response["Upload-Offset"]
    }

    /// Begins an upload by the draft.
    func draftUpload(_ fields: [String: String], _ bytes: String? = nil, query: String = "") async throws -> TestResponse {
        try await call(.post, "/v1/uploads\(query)", fields, body: bytes)
    }

    /// A part of the draft.
    func draftPart(
        _ uri: String, at offset: Int, completes: Bool, _ bytes: String? = nil, _ fields: [String: String] = [:]
    ) async throws -> TestResponse {
        let usual = [
            "Upload-Offset": "\(offset)", "Upload-Complete": completes ? "?1" : "?0", "Content-Type": "application/partial-upload",
        ]
        return try await call(.patch, uri, fields.merging(usual) { own, _ in own }, body: bytes)
    }
}

extension TestResponse {
    /// The address of the review that an upload is for.
    var linkedReview: String? {
        self["Link"].flatMap { link in link.contains("title=\"review\"") ? String(link.dropFirst().prefix { $0 != ">" }) : nil }
    }
}
