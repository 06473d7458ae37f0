package import NIOCore

/// Bytes under their own hash: recordings and stills. The database holds what refers to them.
package protocol BlobStore: Sendable {
    /// A path that a child process can open; nil where there is no such blob.
    func path(of sha256: String) async throws -> String?

    /// The whole of a small blob; nil where there is none.
    func read(_ sha256: String) async throws -> ByteBuffer?

    /// Stores bytes that are at hand. The same bytes twice are stored once.
    func store(_ bytes: ByteBuffer) async throws -> Blob

    /// Opens what has come of a blob under a name of its own, to go on at `offset`: what lies after it is cut off. Nothing of it shows as a blob
    /// before `adopt`, and it stays when this process ends.
    ///
    /// - Parameter length: the bytes that it will have, where that is known; room for them is kept.
    /// - Throws: `StorageError.busy` while somebody else, in this process or another, has it open; `.full` where there is no room;
    ///   `.corrupt` where fewer than `offset` bytes are there.
    func partial(_ name: String, at offset: Int64, length: Int64?) async throws -> any PartialBlob

    /// Makes a partial blob one that is known by its hash; its bytes must be on the disk for good. Done again, it changes nothing.
    func adopt(_ name: String, as blob: Blob) async throws

    /// Removes a blob, unless it was stored or adopted again after a time, in seconds since 1970.
    func remove(_ sha256: String, unlessSince time: Double) async throws

    /// Throws away what has come of a blob.
    func remove(partial name: String) async throws

    /// The names of all partial blobs.
    func partials() async throws -> [String]

    /// A path for a file of a moment, that a child process writes for example. Whoever asks removes it; what a killed process left is cleared
    /// at the next start.
    func scratchPath() -> String

    /// Bytes that can still be stored; nil where that cannot be told.
    func freeBytes() -> Int64?
}

/// A blob that grows, hashed while it is written. One holder has it at a time.
package protocol PartialBlob: Sendable {
    /// Bytes so far.
    var count: Int64 { get async }

    func append(_ chunk: ByteBuffer) async throws

    /// Appends the whole of another partial blob, which nobody may have open.
    func append(partial name: String) async throws

    /// Puts what has come on the disk for good, and gives how many bytes that is. More may be appended meanwhile.
    func synchronise() async throws -> Int64

    /// Takes away what came after the last time that it was put on the disk for good, or after it was opened.
    func rollBack() async throws

    /// Puts everything on the disk for good, and gives its hash.
    func digest() async throws -> Blob

    /// Lets others open it.
    func close() async
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
