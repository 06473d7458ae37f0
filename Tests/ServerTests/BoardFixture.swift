import FoundationEssentials
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Ingest
import JobQueue
import Logging
import NIOCore
import ReviewModel
import Storage
import TestSupport
import Testing

@testable import Server

/// The routes over a database that counts what it is asked, with a clock of the test's own. Nothing runs beside a test: it passes stages, makes
/// forecasts and lets seconds go by itself.
struct BoardFixture {
    let folder: TemporaryFolder
    let time = TestClock()
    let database: CountingDatabase
    let queue: JobQueue
    let board: ReviewBoard
    let service: ReviewService

    /// - Parameter capacity: of the board.
    init(uploadLimit: Int64 = 1 << 20, capacity: Int = 100) throws {
        board = ReviewBoard(capacity: capacity)
        var limits = UploadLimits()
        limits.bytes = uploadLimit
        folder = try TemporaryFolder()
        database = CountingDatabase(try SQLiteDatabase(path: folder.path("lectern.db")))
        queue = JobQueue(database: database, clock: time.clock)
        let blobs = try FileBlobStore(root: folder.url.path)
        service = ReviewService(uploads: UploadEngine(queue: queue, blobs: blobs, limits: limits), board: board)
    }

    private static let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    func test(_ way: TestingSetup = .router, _ body: @escaping @Sendable (any TestClientProtocol) async throws -> Void) async throws {
        let application = HTTPService(service: service, exposition: { "" }).application(host: "127.0.0.1", port: 0, logger: Self.logger)
        try await application.test(way, body)
    }

    /// Looks at the queues, as the clock does every two seconds.
    func forecast() async throws {
        try await WatchClock(queue: queue, board: board, logger: Self.logger).forecast()
    }

    /// A review whose recording has arrived, so that its first job waits; gives its address.
    func submitted(_ client: any TestClientProtocol, _ json: String = "{}") async throws -> String {
        let path = try await client.createReview(json)
        #expect(try await client.call(.put, path + "/media/a.mp4", body: "bytes").status == .accepted)
        return path
    }

    /// Does the work of the next job of a stage.
    func pass(_ stage: Stage, taking seconds: Double = 0, results: [StageResult] = [], media: MediaInfo? = nil) async throws {
        guard let lease = try await queue.claim(stage, worker: "w", limit: 1).first else { throw Missing(stage: stage) }
        time.advance(seconds)
        var outcome = Outcome(coverage: Coverage(stage: stage, state: .measured), results: results, media: media)
        if stage == .feedback { outcome.reviewState = .completed }
        guard try await queue.complete([Completion(lease: lease, outcome: outcome)])[0].get() else { throw Missing(stage: stage) }
    }

    /// Puts the newest of a review on the board, as the feed does after each commit.
    func show(_ path: String) async throws {
        _ = try await service.refresh(Self.id(path))
    }

    static func id(_ path: String) -> String {
        String(path.split(separator: "/").last ?? "")
    }

    struct Missing: Error {
        let stage: Stage
    }
}
