import Foundation
import JobQueue
import Logging
import MediaProcess
import ReviewModel
import Storage
import StorageTestSupport
import TestSupport
import Testing

@testable import Feedback

/// Uploads of one recording in a real queue. A test says what of the sound is found; the feedback stage is the real one.
struct JudgingFixture {
    let queue: JobQueue
    let results: ResultReader
    private let time = TestClock()
    private let stage: FeedbackStage
    /// Kept, so that their files are there for as long.
    private let stored: TestDatabase
    private let folder: TemporaryFolder

    private static let measurements = AlignmentTests.measurements(AlignmentTests.talk(seconds: 120, seed: 21))

    init(_ engine: Engine) throws {
        stored = try engine.database()
        folder = try TemporaryFolder()
        queue = JobQueue(database: try stored.open(), clock: time.clock)
        results = ResultReader(database: queue.database)
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        // Findings of the sound need no stills, so no child is launched.
        stage = FeedbackStage(
            results: results, blobs: try FileBlobStore(root: folder.url.path), child: MediaChild(executable: "/nowhere", logger: logger),
            logger: logger)
    }

    /// Reviews the recording once more, to the end.
    func upload(_ id: String, _ codes: [FindingCode], replaces: String? = nil) async throws {
        try await begin(id, replaces: replaces)
        try await judge(id, codes)
    }

    /// Reviews the recording once more, up to where it is measured and judged.
    func begin(_ id: String, replaces: String? = nil) async throws {
        time.advance(1)
        let review = Review(id: id, title: "Optics 3", course: "physics", createdAt: queue.clock.now, replaces: replaces)
        try await queue.database.write { try ReviewStore.insert(review, $0) }
        _ = try await queue.accept(Review.Source(fileName: "optics.mp4", bytes: 1, sha256: "00"), for: id)
        for stage in [Stage.ingest, .transcription] { try await pass(stage, of: id) }
    }

    /// Ends a review whose turn to be judged it is, for the first time or again.
    func judge(_ id: String, _ codes: [FindingCode]) async throws {
        try await measure(id, codes)
        try await pass(.content, of: id)
        let lease = try await claim(.feedback, of: id)
        let review = try #require(try await queue.database.read { try ReviewStore.review(id, $0) })
        try await complete(lease, try await stage.run(StageWork(job: lease.job, review: review, report: { _ in })))
    }

    func measure(_ id: String, _ codes: [FindingCode]) async throws {
        let findings = codes.map { Finding($0, .shouldFix, confidence: 1) }
        try await pass(.quality, of: id, [.measurements(Self.measurements), .findings(findings, by: .quality)])
    }

    func judgeAgain(_ id: String) async throws {
        let isReopened = try await queue.judgeAgain(review: id, by: .lecture)
        try #require(isReopened)
    }

    private func pass(_ stage: Stage, of id: String, _ results: [StageResult] = []) async throws {
        try await complete(try await claim(stage, of: id), Outcome(coverage: Coverage(stage: stage, state: .measured), results: results))
    }

    /// The job of a review, whatever waits before it.
    private func claim(_ stage: Stage, of id: String) async throws -> Lease {
        let leases = try await queue.claim(stage, worker: "w", limit: 100)
        let others = leases.filter { $0.job.review != id }
        if !others.isEmpty { try await queue.release(others) }
        return try #require(leases.first { $0.job.review == id })
    }

    private func complete(_ lease: Lease, _ outcome: Outcome) async throws {
        let isDone = try await queue.complete([Completion(lease: lease, outcome: outcome)])[0].get()
        try #require(isDone)
    }
}
