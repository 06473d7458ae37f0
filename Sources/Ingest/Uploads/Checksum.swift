internal import Crypto
package import NIOCore
internal import Storage

/// A digest that a request carries of its own bytes.
package struct Checksum: Sendable {
    private enum State: Sendable {
        case sha1(Insecure.SHA1)
        case sha256(SHA256)
    }

    private var state: State
    private let expected: [UInt8]

    /// The algorithms' names, as tus writes them.
    package static let algorithms = ["sha1", "sha256"]

    /// nil for an algorithm that is not known, or a digest of another length than the algorithm's.
    package init?(algorithm: String, digest: [UInt8]) {
        switch (algorithm, digest.count) {
        case ("sha1", Insecure.SHA1.byteCount): state = .sha1(Insecure.SHA1())
        case ("sha256", SHA256.byteCount): state = .sha256(SHA256())
        default: return nil
        }
        expected = digest
    }

    mutating func update(_ bytes: ByteBuffer) {
        switch state {
        case .sha1(var hash):
            bytes.withUnsafeReadableBytes { hash.update(bufferPointer: $0) }
            state = .sha1(hash)
        case .sha256(var hash):
            bytes.withUnsafeReadableBytes { hash.update(bufferPointer: $0) }
            state = .sha256(hash)
        }
    }

    /// Whether the bytes were those that the digest is of.
    var holds: Bool {
        switch state {
        case .sha1(let hash): Array(hash.finalize()) == expected
        case .sha256(let hash): Array(hash.finalize()) == expected
        }
    }

    /// The SHA-256 of bytes that are not kept, in lower-case hexadecimal; nil where there are more than `limit` of them.
    package static func sha256<Body: AsyncSequence>(of body: Body, atMost limit: Int64) async throws -> String? where Body.Element == ByteBuffer {
        var hash = SHA256()
        var count: Int64 = 0
        for try await chunk in body {
            count += Int64(chunk.readableBytes)
            guard count <= limit else { return nil }
            chunk.withUnsafeReadableBytes { hash.update(bufferPointer: $0) }
        }
        return hash.finalize().hexadecimal
    }
}
