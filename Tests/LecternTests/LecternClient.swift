import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// A small client of the HTTP API: creates a review, uploads a recording over cuts, and waits for the report.
struct LecternClient: Sendable {
    struct Review: Decodable, Sendable {
        var id: String
        var state: String
        var problem: String?

        var isFinal: Bool { !["awaitingMedia", "inProgress"].contains(state) }
    }

    struct Report: Decodable, Sendable {
        struct Finding: Decodable, Sendable {
            var id: String
            var severity: String
            var title: String
        }

        var verdict: String
        var findings: [Finding]
    }

    /// A request that the service did not do, and why: a problem document (RFC 9457).
    struct Refusal: Error {
        var status: Int
        var document: String
        var retryAfter: Int?
    }

    private let (base, token): (String, String?)
    private static let (chunk, attempts) = (4 << 20, 6)

    /// `base` is as `https://lectern.example`; a service that asks for no tokens needs none.
    init(base: String, token: String? = nil) {
        (self.base, self.token) = (base, token)
    }

    /// The key lets the request be sent again without making a second review.
    func create(title: String, course: String? = nil) async throws -> Review {
        let wish = try JSONEncoder().encode(["title": title, "course": course].compactMapValues(\.self))
        let answer = try await send(.POST, "/v1/reviews", ["Idempotency-Key": UUID().uuidString], wish)
        return try JSONDecoder().decode(Review.self, from: answer.body)
    }

    /// Sends a recording by tus 1.0.0. After a cut it asks how much has come, and goes on from there.
    func upload(file path: String, to review: Review) async throws {
        let file = try FileHandle(forReadingFrom: URL(filePath: path))
        defer { try? file.close() }
        let size = try file.seekToEnd()
        let names = ["filename": URL(filePath: path).lastPathComponent, "review": review.id]
        let metadata = names.map { "\($0) \(Data($1.utf8).base64EncodedString())" }.joined(separator: ",")
        let begin = ["Tus-Resumable": "1.0.0", "Upload-Length": "\(size)", "Upload-Metadata": metadata]
        guard let place = try await send(.POST, "/v1/uploads", begin).headers.first(name: "Location") else { throw CocoaError(.coderInvalidValue) }
        var (offset, failures): (UInt64, Int) = (0, 0)
        while offset < size {
            try file.seek(toOffset: offset)
            guard let bytes = try file.read(upToCount: Self.chunk), !bytes.isEmpty else { throw CocoaError(.fileReadUnknown) }
            let part = ["Tus-Resumable": "1.0.0", "Upload-Offset": "\(offset)", "Content-Type": "application/offset+octet-stream"]
            do {
                _ = try await send(.PATCH, place, part, bytes, attempts: 1)
                (offset, failures) = (offset + UInt64(bytes.count), 0)
            } catch {
                failures += 1
                try await Self.pause(after: error, failures, of: Self.attempts, passing: [409])
                let known = try await send(.HEAD, place, ["Tus-Resumable": "1.0.0"]).headers.first(name: "Upload-Offset")
                offset = known.flatMap { UInt64($0) } ?? offset
            }
        }
    }

    /// Waits for the end of a review: each request is answered once there is news, or after a minute.
    func wait(for review: Review) async throws -> Review {
        var (review, tag) = (review, "\"\"")
        while !review.isFinal {
            let answer = try await send(.GET, "/v1/reviews/\(review.id)", ["Prefer": "wait=60", "If-None-Match": tag])
            guard answer.status != 304 else { continue }
            (review, tag) = (try JSONDecoder().decode(Review.self, from: answer.body), answer.headers.first(name: "ETag") ?? tag)
        }
        return review
    }

    func report(of review: Review) async throws -> Report {
        try JSONDecoder().decode(Report.self, from: await send(.GET, "/v1/reviews/\(review.id)/report", ["Accept": "application/json"]).body)
    }

    private func send(
        _ method: HTTPMethod, _ path: String, _ fields: [String: String], _ body: Data? = nil, attempts: Int = Self.attempts
    ) async throws -> (status: Int, headers: HTTPHeaders, body: Data) {
        var (request, failures) = (HTTPClientRequest(url: path.hasPrefix("/") ? base + path : path), 0)
        request.method = method
        request.headers = HTTPHeaders(fields.map { ($0, $1) } + (token.map { [("Authorization", "Bearer \($0)")] } ?? []))
        request.body = body.map { .bytes(ByteBuffer(bytes: $0)) }
        while true {
            do {
                let answer = try await HTTPClient.shared.execute(request, timeout: .seconds(120))
                let (status, data) = (Int(answer.status.code), Data(try await answer.body.collect(upTo: 64 << 20).readableBytesView))
                guard status >= 400 else { return (status, answer.headers, data) }
                let pause = answer.headers.first(name: "Retry-After").flatMap { Int($0) }
                throw Refusal(status: status, document: String(decoding: data, as: UTF8.self), retryAfter: pause)
            } catch {
                failures += 1
                try await Self.pause(after: error, failures, of: attempts)
            }
        }
    }

    /// Throws what will not pass, or has come too often.
    private static func pause(after error: any Error, _ failures: Int, of attempts: Int, passing: Set<Int> = []) async throws {
        let refusal = error as? Refusal
        let mayPass = refusal.map { passing.union([408, 423, 429]).contains($0.status) || $0.status >= 500 } ?? true
        guard mayPass, failures < attempts else { throw error }
        try await Task.sleep(for: .seconds(refusal?.retryAfter ?? 1 << failures))
    }
}
