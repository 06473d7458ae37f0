internal import AsyncHTTPClient
internal import Foundation
internal import NIOCore
internal import NIOHTTP1

/// Where an issuer publishes its keys (JWKS): an https address, or a file that somebody keeps up to date.
package struct KeySetSource: Sendable {
    private let place: String

    private static let limit = 1 << 20

    /// nil where the text is neither an https address nor a path; http is for loopback alone, because keys that come over it could be anybody's.
    package init?(_ place: String) {
        let isLocal = ["http://127.0.0.1", "http://localhost", "http://[::1]"].contains {
            place == $0 || place.hasPrefix($0 + ":") || place.hasPrefix($0 + "/")
        }
        guard place.hasPrefix("https://") || place.hasPrefix("/") || isLocal else { return nil }
        self.place = place
    }

    /// The key set as JSON.
    package func read() async throws -> String {
        guard !place.hasPrefix("/") else { return try String(contentsOfFile: place, encoding: .utf8) }
        // A redirect could lead to where anybody can answer.
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: .init(redirectConfiguration: .disallow))
        do {
            let response = try await client.execute(HTTPClientRequest(url: place), timeout: .seconds(10))
            guard response.status == .ok else { throw Unavailable(status: Int(response.status.code)) }
            let text = String(buffer: try await response.body.collect(upTo: Self.limit))
            try await client.shutdown()
            return text
        } catch {
            try? await client.shutdown()
            throw error
        }
    }

    struct Unavailable: Error {
        var status: Int
    }
}
