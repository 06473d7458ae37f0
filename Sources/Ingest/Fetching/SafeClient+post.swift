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

    /// How much of an answer is waited for, and for how long, so that the other side can say it. Nobody reads it.
    private static let courtesy = (bytes: 64 << 10, time: TimeAmount.seconds(1))

    /// Sends a small body to an address. A redirect is an answer like any other, and is not followed. The head decides: a body that does not end, or
    /// breaks off, takes nothing back of it.
    ///
    /// - Parameter deadline: for the answer's head.
    /// - Throws: `FetchRefusal`, or whatever cut the connection.
    package func post(_ body: [UInt8], to address: String, headers: HTTPHeaders, deadline: Duration) async throws -> Reply {
        let target = try Self.target(address)
        var request = HTTPClientRequest(url: target.url.absoluteString)
        request.method = .POST
        request.headers = headers
        request.body = .bytes(ByteBuffer(bytes: body))
        return try await exchange(request, with: target, until: NIODeadline.now() + TimeAmount(deadline)) { answer -> Reply in
            try? await Self.within(NIODeadline.now() + Self.courtesy.time) { try await Self.pass(over: answer.body) }
            return Reply(status: answer.status, headers: answer.headers)
        }
    }

    private static func pass(over body: HTTPClientResponse.Body) async throws {
        var count = 0
        for try await chunk in body {
            count += chunk.readableBytes
            if count > courtesy.bytes { return }
        }
    }

    /// Refuses what can be seen to be no address that could be called.
    ///
    /// - Throws: `FetchRefusal`.
    package static func check(_ address: String) throws {
        _ = try target(address)
    }
}
