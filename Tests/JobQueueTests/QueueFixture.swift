import JobQueue
import ReviewModel
import Storage
import StorageTestSupport
import TestSupport

/// A queue on a real database with a clock of its own, and reviews to put into it.
struct QueueFixture {
    let database: TestDatabase
    let time = TestClock()
    let queue: JobQueue

    init(_ engine: Engine, policy: QueuePolicy = QueuePolicy()) throws {
        database = try engine.database()
        queue = JobQueue(
            database: try database.open(),
            policies: Dictionary(uniqueKeysWithValues: Stage.allCases.map { ($0, policy) }), clock: time.clock)
    }

    /// A review whose recording has arrived, so that its first job waits.
    func submitted(_ id: String = "r1", course: String? = nil, transcribe: Bool = true) async throws -> String {
        let review = Review(id: id, title: "Lecture", course: course, createdAt: queue.clock.now, transcribe: transcribe)
        try await queue.database.write { try ReviewStore.insert(review, $0) }
        _ = try await queue.accept(Review.Source(fileName: "lecture.mp4", bytes: 1, sha256: "00"), for: id)
        return id
    }

    func review(_ id: String = "r1") async throws -> Review? {
        try await queue.database.read { try ReviewStore.review(id, $0) }
    }

    func claim(_ stage: Stage, worker: String = "w1") async throws -> Lease? {
        try await queue.claim(stage, worker: worker, limit: 1).first
    }

    /// Runs a stage to a plain success.
    func pass(_ stage: Stage, skipping skipped: [Coverage] = []) async throws {
        guard let lease = try await claim(stage) else { throw Missing(stage: stage) }
        var outcome = Outcome(coverage: Coverage(stage: stage, state: .measured), skipped: skipped)
        if stage == .feedback { outcome.reviewState = .completed }
        guard try await queue.complete(lease, outcome) else { throw Missing(stage: stage) }
    }

    func state(_ stage: Stage, of id: String = "r1") async throws -> Review.StageStatus.State? {
        try await review(id)?.stages.first { $0.stage == stage }?.state
    }

    struct Missing: Error {
        let stage: Stage
    }

    struct Broken: Error {}
}

/// One job at a time.
extension JobQueue {
    func complete(_ lease: Lease, _ outcome: Outcome) async throws -> Bool {
        try await complete([Completion(lease: lease, outcome: outcome)])[0].get()
    }

    func heartbeat(_ lease: Lease, progress: Double?) async throws -> Bool {
        try await heartbeat([.init(lease: lease, progress: progress, isNews: progress != nil)]).contains(lease.id)
    }

    func release(_ lease: Lease) async throws {
        try await release([lease])
    }

    /// Takes back the jobs whose leases have run out by the fixture's clock, which every worker of a test shares.
    func recoverExpired() async throws {
        let now = clock.now
        try await recover(try await running().filter { $0.until < now })
    }

    func holds(_ lease: Lease) async throws -> Bool {
        try await held([lease]).contains(lease.id)
    }
}
