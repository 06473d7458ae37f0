import Crypto
import Foundation
import Ingest
import JobQueue
import NIOCore
import ReviewModel
import Storage
import StorageTestSupport
import TestSupport

/// An upload engine over a real database and real files, with a clock of its own.
struct UploadFixture {
    let folder: TemporaryFolder
    let database: TestDatabase
    let time = TestClock()
    let limits: UploadLimits
    let engine: UploadEngine

    init(_ kind: Engine, limits: UploadLimits = UploadLimits()) throws {
        folder = try TemporaryFolder()
        database = try kind.database()
        self.limits = limits
        engine = try Self.engine(folder, database, time, limits)
    }

    /// Another process's view of the same database and folder.
    func another() throws -> UploadEngine { try Self.engine(folder, database, time, limits) }

    private static func engine(
        _ folder: TemporaryFolder, _ database: TestDatabase, _ time: TestClock, _ limits: UploadLimits
    ) throws -> UploadEngine {
        UploadEngine(
            queue: JobQueue(database: try database.open(), clock: time.clock), blobs: try FileBlobStore(root: folder.url.path), limits: limits)
    }

    func review(_ id: String) async throws -> Review? {
        try await engine.queue.database.read { try ReviewStore.review(id, $0) }
    }

    /// An upload for a review of its own.
    func begin(length: Int64?) async throws -> Upload {
        let now = time.clock.now
        let review = Review(id: Identifier.make(at: now), title: "", createdAt: now)
        return try await engine.create(
            NewUpload(purpose: .newReview(review), arrival: Arrival(way: .tus, fileName: "a.mp4"), length: length))
    }

    /// The names of files that hold parts of recordings, and of those that are stored.
    var files: (partial: [String], stored: [String]) {
        func names(_ name: String) -> [String] {
            (FileManager.default.enumerator(atPath: folder.path(name))?.compactMap { $0 as? String } ?? []).filter { $0.count > 10 }
        }
        return (names("uploads"), names("blobs").map { String($0.split(separator: "/").last ?? "") })
    }
}

/// Pieces of a body, and what happens after the last of them.
struct Pieces: AsyncSequence, Sendable {
    enum End: Sendable {
        case finished
        case broken
        /// Nothing more comes, and the connection stays.
        case hanging
    }

    struct Broken: Error {}

    let pieces: [ByteBuffer]
    var end = End.finished

    init(_ bytes: some Sequence<UInt8>, size: Int = 1 << 16, end: End = .finished) {
        var rest = ByteBuffer(bytes: bytes)
        var pieces: [ByteBuffer] = []
        while let piece = rest.readSlice(length: Swift.min(size, rest.readableBytes)), piece.readableBytes > 0 { pieces.append(piece) }
        self.pieces = pieces
        self.end = end
    }

    struct AsyncIterator: AsyncIteratorProtocol {
        var rest: ArraySlice<ByteBuffer>
        let end: End

        mutating func next() async throws -> ByteBuffer? {
            if let piece = rest.popFirst() { return piece }
            switch end {
            case .finished: return nil
            case .broken: throw Broken()
            case .hanging:
                try await Task.sleep(for: .seconds(3600))
                return nil
            }
        }
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(rest: pieces[...], end: end) }
}

/// Bytes that a seed determines.
func sample(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
    var generator = SplitMix64(seed: seed)
    return (0..<count).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
}

func sha256(_ bytes: some Sequence<UInt8>) -> String {
    SHA256.hash(data: Array(bytes)).hexadecimal
}
