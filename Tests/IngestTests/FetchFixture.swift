import Ingest
import JobQueue
import Logging
import ReviewModel
import Storage
import StorageTestSupport
import TestSupport
import WebTestSupport

/// Fetches over a real database, real files and a real network, which ends at the tests' own server.
struct FetchFixture {
    let uploads: UploadFixture
    let service: FetchService

    init(_ engine: Engine = .sqlite, limits: UploadLimits = UploadLimits()) throws {
        uploads = try UploadFixture(engine, limits: limits)
        service = Self.service(uploads.engine)
    }

    /// Another process over the same database and folder.
    func another() throws -> FetchService { Self.service(try uploads.another()) }

    private static func service(_ engine: UploadEngine) -> FetchService {
        FetchService(engine: engine, client: .test(), logger: Logger(label: "test"))
    }

    /// Begins a fetch for a review of its own, and gives the review's name.
    func begin(_ address: String) async throws -> String {
        let now = uploads.time.clock.now
        let review = Review(id: Identifier.make(at: now), title: "Talk", createdAt: now)
        try await FetchDesk(engine: uploads.engine).begin(address, for: review, by: "ada")
        return review.id
    }

    func review(_ id: String) async throws -> Review? { try await uploads.review(id) }

    /// Bytes of a review's recording that are safe.
    func received(_ review: String) async throws -> Int64 {
        try await uploads.engine.queue.database.read { session in
            try session.query("SELECT received FROM uploads WHERE review = ?", [.text(review)]).first.map { Int64(try $0.integer("received")) } ?? 0
        }
    }

    /// Lets the pause after a failed attempt pass, however long it is.
    func waitForTurn() { uploads.time.advance(3600) }
}
