internal import Foundation
internal import JobQueue
internal import ReviewModel
internal import Storage
package import StorageTestSupport

/// Lets worker processes go through many reviews while they and their database are hurt, and says what became of the reviews.
package struct Chaos: Sendable {
    package var engine: Engine
    /// Reviews; each has a job for every stage.
    package var reviews: Int
    package var workers: Int
    /// Seconds of faults.
    package var seconds: Double
    package var seed: UInt64
    /// The program that `ChaosWorker` runs in.
    package var program: String

    /// Seconds in which everything must have come to its end once nothing more is hurt.
    private static let patience = 180.0

    package init(engine: Engine, reviews: Int, workers: Int, seconds: Double, seed: UInt64, program: String) {
        self.engine = engine
        self.reviews = reviews
        self.workers = workers
        self.seconds = seconds
        self.seed = seed
        self.program = program
    }

    package func run() async throws -> ChaosReport {
        let ground = try await Ground(engine)
        let database = try TestDatabase.open(ground.direct)
        try await CommitLedger.install(in: database, isPostgres: ground.isPostgres)
        let crew = try Crew(workers, program: program, address: ground.address, folder: ground.folder)
        defer { crew.end() }
        var faults = Faults(ground: ground, crew: crew, seed: seed)
        async let accepted = submit(to: JobQueue(database: database))
        try await faults.strike(for: seconds)
        let ids = try await accepted
        try await settle(ids, database, crew)
        crew.end()
        let report = try await ChaosReport(
            summary: database.summary, accepted: ids, faults: faults.counts.map { ($0.key.rawValue, $0.value) }.sorted { $0.0 < $1.0 },
            acknowledged: try crew.acknowledged(), database: database)
        try database.close()
        try await ground.close()
        return report
    }

    /// Adds the reviews in even steps while things are hurt; gives those that were accepted, which are all in the end.
    private func submit(to queue: JobQueue) async throws -> [String] {
        var accepted: [String] = []
        for number in 0..<reviews {
            let id = "chaos-\(seed)-\(number)"
            let review = Review(id: id, title: "Lecture", course: "course \(number % 7)", createdAt: queue.clock.now)
            try await insist { try await queue.database.write { if try ReviewStore.review(id, $0) == nil { try ReviewStore.insert(review, $0) } } }
            try await insist { _ = try await queue.accept(Review.Source(fileName: "a.mp4", bytes: 1, sha256: "00"), for: id) }
            accepted.append(id)
            try await Task.sleep(for: .seconds(seconds * 0.8 / Double(reviews)))
        }
        return accepted
    }

    /// Tries again what an uploader would try again.
    private func insist(_ work: () async throws -> Void) async throws {
        while true {
            do {
                return try await work()
            } catch let error as StorageError where error.isOfTheStore {
                try await Task.sleep(for: .milliseconds(200))
            }
        }
    }

    /// Waits until every review is at its end. What is not by then is lost.
    private func settle(_ ids: [String], _ database: any Database, _ crew: Crew) async throws {
        let end = ContinuousClock.now + .seconds(Self.patience)
        let open = "SELECT COUNT(*) AS reviews FROM reviews WHERE state IN ('awaitingMedia', 'inProgress')"
        while ContinuousClock.now < end {
            let left = try? await database.read { try $0.query(open)[0].integer("reviews") }
            if left == 0 { return }
            try await Task.sleep(for: .milliseconds(300))
            try crew.revive()
        }
    }
}
