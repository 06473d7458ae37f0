import Ingest
import JobQueue
import Logging
import ReviewModel
import Storage
import StorageTestSupport
import TestSupport
import WebTestSupport

@testable import Feedback

/// Deliveries over a real database and a real network, which ends at the tests' own server. Time moves only when a test says so, and chance adds nothing.
struct DeliveryFixture {
    private let database: TestDatabase
    let time = TestClock()
    let queue: JobQueue
    let service: DeliveryService

    static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

    init(_ engine: Engine = .sqlite, base: String? = nil) throws {
        database = try engine.database()
        queue = JobQueue(database: try database.open(), clock: time.clock)
        service = Self.service(queue, base: base)
    }

    /// Another process over the same database.
    func another() throws -> DeliveryService {
        Self.service(JobQueue(database: try database.open(), clock: time.clock))
    }

    private static func service(_ queue: JobQueue, base: String? = nil) -> DeliveryService {
        DeliveryService(queue: queue, client: .test(), base: base, random: { 0 }, logger: Logger(label: "test"))
    }

    /// A webhook at a test's own server, or at another address.
    func add(_ id: String = "w", at port: Int, host: String = "media.test", events: [WebhookEvent.Kind] = WebhookEvent.Kind.usual) async throws {
        let webhook = Webhook(id: id, url: "http://\(host):\(port)/\(id)?a=b", events: events, createdAt: time.clock.now)
        try await queue.database.write { try WebhookStore.insert(webhook, secret: Self.secret, $0) }
    }

    /// A review that ends; a second later than those before it, so that their order shows.
    func end(_ id: String = "r1", as state: Review.State = .completed) async throws {
        time.advance(1)
        let now = time.clock.now
        let review = Review(id: id, title: "Title of \(id)", course: "physics", createdAt: now)
        let source = Review.Source(fileName: "a.mp4", bytes: 1, sha256: "00")
        try await queue.database.write { session in
            try ReviewStore.insert(review, session)
            try ReviewStore.setSource(source, of: id, session)
            try ReviewStore.end([ReviewStore.Ending(review: id, state: state, completedAt: now, verdict: .fixAdvised)], session)
        }
    }

    /// The newest first.
    func deliveries(of webhook: String = "w") async throws -> [WebhookDelivery] {
        try await queue.database.read { try DeliveryStore.list(of: webhook, limit: 100, $0) }
    }

    func webhook(_ id: String = "w") async throws -> Webhook? {
        try await queue.database.read { try WebhookStore.find(id, $0) }
    }
}
