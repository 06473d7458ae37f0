import ReviewModel
import Storage
import StorageTestSupport

/// A database with webhooks and reviews that come to their ends.
struct OutboxFixture {
    /// Kept, so that its files are there for as long.
    private let stored: TestDatabase
    let database: any Database

    init(_ engine: Engine) throws {
        stored = try engine.database()
        database = try stored.open()
    }

    func add(_ id: String, course: String? = nil, events: [WebhookEvent.Kind] = WebhookEvent.Kind.usual) async throws {
        let webhook = Webhook(id: id, url: "http://media.test/\(id)", course: course, events: events, createdAt: 0)
        try await database.write { try WebhookStore.insert(webhook, secret: "whsec_\(id)", $0) }
    }

    func review(_ id: String, course: String? = nil) async throws {
        let review = Review(id: id, title: "Title of \(id)", course: course, createdAt: 0)
        try await database.write { try ReviewStore.insert(review, $0) }
    }

    func end(_ review: String, as state: Review.State = .completed, verdict: Report.Verdict? = nil, at time: Double) async throws {
        let ending = ReviewStore.Ending(review: review, state: state, completedAt: time, verdict: verdict)
        try await database.write { try ReviewStore.end([ending], $0) }
    }

    /// The newest first.
    func deliveries(of webhook: String) async throws -> [WebhookDelivery] {
        try await database.read { try DeliveryStore.list(of: webhook, limit: 100, $0) }
    }

    func claim(at now: Double, for seconds: Double = 60) async throws -> DeliveryStore.Parcel? {
        try await database.write { try DeliveryStore.claim(at: now, until: now + seconds, $0) }
    }

    /// - Returns: whether it was noted.
    func note(_ state: WebhookDelivery.State, of parcel: DeliveryStore.Parcel, due time: Double, freeAt: Double) async throws -> Bool {
        let note = DeliveryStore.Note(state: state, status: 500, problem: "It answered 500.", time: time)
        return try await database.write { try DeliveryStore.note(note, of: parcel, freeAt: freeAt, $0) }
    }

    func count(_ table: String) async throws -> Int {
        try await database.read { try $0.query("SELECT COUNT(*) AS number FROM \(table)").first?.integer("number") ?? 0 }
    }
}
