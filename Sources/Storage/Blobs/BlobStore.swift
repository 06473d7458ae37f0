package import NIOCore

/// Bytes under their own hash: recordings and stills. The database holds what refers to them.
package protocol BlobStore: Sendable {
    /// Starts to receive a blob; nothing of it shows before `BlobWriter.finish()`.
    func writer() async throws -> any BlobWriter

    /// A path that a child process can open; nil where there is no such blob.
    func path(of sha256: String) async throws -> String?

    /// The whole of a small blob; nil where there is none.
    func read(_ sha256: String) async throws -> ByteBuffer?

    /// A path for a file of a moment, that a child process writes for example. Whoever asks removes it; what a killed process left is cleared
    /// at the next start.
    func scratchPath() -> String

    /// Bytes that can still be stored; nil where that cannot be told.
    func freeBytes() -> Int64?
}

/// Receives one blob, hashing while it writes.
package protocol BlobWriter: Sendable {
    /// Bytes received so far.
    var count: Int64 { get async }

    func append(_ chunk: ByteBuffer) async throws

    /// Makes the blob durable and known by its hash. The same bytes twice are stored once.
    func finish() async throws -> Blob

    /// Throws away what was received.
    func discard() async
}

/// A stored blob.
package struct Blob: Sendable, Hashable {
    /// Lower-case hexadecimal.
    package var sha256: String
    package var bytes: Int64

    package init(sha256: String, bytes: Int64) {
        self.sha256 = sha256
        self.bytes = bytes
    }
}

extension BlobStore {
    /// Stores bytes that are at hand.
    package func store(_ bytes: ByteBuffer) async throws -> Blob {
        let writer = try await writer()
        do {
            try await writer.append(bytes)
            return try await writer.finish()
        } catch {
            await writer.discard()
            throw error
        }
    }
}
