internal import AsyncHTTPClient
internal import Foundation
internal import NIOCore
package import NIOHTTP1

extension SafeClient {
    /// An answer without its body.
    package struct Reply: Sendable {
        package let status: Int
        package let headers: HTTPHeaders
    }

    /// Bytes of an answer that are waited for, so that the other side can say it. Nobody reads them.
    private static let courtesy = 64 << 10

    /// Sends a small body to an address. A redirect is an answer like any other, and is not followed.
    ///
    /// - Throws: `FetchRefusal`, or whatever cut the connection.
    package func post(_ body: [UInt8], to address: String, headers: HTTPHeaders, deadline: Duration) async throws -> Reply {
        let target = try Self.target(address)
        var request = HTTPClientRequest(url: target.url.absoluteString)
        request.method = .POST
        request.headers = headers
        request.body = .bytes(ByteBuffer(bytes: body))
        return try await exchange(request, with: target, until: NIODeadline.now() + TimeAmount(deadline)) { answer -> Reply in
            try? await Self.pass(over: answer.body)
            return Reply(status: answer.status, headers: answer.headers)
        }
    }

    private static func pass(over body: HTTPClientResponse.Body) async throws {
        var count = 0
        for try await chunk in body {
            count += chunk.readableBytes
            if count > courtesy { return }
        }
    }

    /// Refuses what can be seen to be no address that could be called.
    ///
    /// - Throws: `FetchRefusal`.
    package static func check(_ address: String) throws {
        _ = try target(address)
    }
}
