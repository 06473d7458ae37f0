import Foundation
import Hummingbird
import HummingbirdTesting
import Ingest
import JobQueue
import Logging
import NIOCore
import ReviewModel
import Server
import Storage
import TestSupport

/// The routes over a real database and real files, without workers: jobs wait where a test can look at them.
struct ServerFixture {
    let folder: TemporaryFolder
    let queue: JobQueue
    let board = ReviewBoard()
    let blobs: FileBlobStore
    let service: ReviewService

    init(uploadLimit: Int64 = 1 << 20) throws {
        var limits = UploadLimits()
        limits.bytes = uploadLimit
        folder = try TemporaryFolder()
        queue = JobQueue(database: try SQLiteDatabase(path: folder.path("lectern.db")))
        blobs = try FileBlobStore(root: folder.url.path)
        service = ReviewService(uploads: UploadEngine(queue: queue, blobs: blobs, limits: limits), board: board)
    }

    func test(_ body: @escaping @Sendable (any TestClientProtocol) async throws -> Void) async throws {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let application = HTTPService(service: service, exposition: { "# metrics\n" }).application(host: "127.0.0.1", port: 0, logger: logger)
        try await application.test(.router, body)
    }

    /// Files that are stored or half-received.
    var files: [String] {
        ["blobs", "incoming", "uploads"].flatMap { name in
            (FileManager.default.enumerator(atPath: folder.path(name))?.compactMap { $0 as? String } ?? []).filter { $0.count > 10 }
        }
    }
}

extension TestResponse {
    /// The body as a JSON object.
    var object: [String: Any] {
        (try? JSONSerialization.jsonObject(with: Data(body.readableBytesView)) as? [String: Any]) ?? [:]
    }

    /// The last part of a problem document's type.
    var problem: String? {
        headers[.contentType] == "application/problem+json" ? (object["type"] as? String)?.split(separator: ":").last.map(String.init) : nil
    }
}

extension TestClientProtocol {
    /// Creates a review and gives its address.
    func createReview(_ json: String = "{}") async throws -> String {
        try await execute(uri: "/v1/reviews", method: .post, body: ByteBuffer(string: json)) { $0.headers[.location] ?? "" }
    }
}
