import JobQueue
import ReviewModel
import Storage
import StorageTestSupport
import TestSupport
import Testing

@Suite("Forecasts from the jobs that there are") struct ForecastTests {
    private static let stages: [(stage: Stage, seconds: Double)] = [
        (.ingest, 10), (.quality, 80), (.transcription, 160), (.content, 20), (.feedback, 40),
    ]
    /// What follows ingest: the longer of the two that run side by side, and the rest.
    private static let afterIngest = 160.0 + 20 + 40

    /// Takes a review of a recording of 80 s through all of its stages, each in its time.
    private static func finish(in fixture: QueueFixture) async throws {
        for (stage, seconds) in stages {
            let lease = try #require(try await fixture.claim(stage))
            fixture.time.advance(seconds)
            var outcome = Outcome(coverage: Coverage(stage: stage, state: .measured))
            if stage == .ingest { outcome.media = MediaInfo(container: "mp4", duration: 80, bytes: 1) }
            if stage == .feedback { outcome.reviewState = .completed }
            #expect(try await fixture.queue.complete(lease, outcome))
        }
    }

    private static func isNear(_ value: Double?, _ other: Double) -> Bool { value.map { abs($0 - other) < 1e-6 } ?? false }

    @Test("Before anything has ended, places are told and no times")
    func beginning() async throws {
        let fixture = try QueueFixture(.sqlite)
        #expect(try await fixture.queue.forecasts { _ in nil }.isEmpty)
        for number in 1...2 { _ = try await fixture.submitted("r\(number)") }
        let told = try await fixture.queue.forecasts { _ in 80 }
        #expect(told == ["r1": Forecast(step: .ingest, position: 1), "r2": Forecast(step: .ingest, position: 2)])
    }

    @Test("The pace is that of the jobs that have ended; the length is the review's own, or the usual one")
    func pace() async throws {
        let fixture = try QueueFixture(.sqlite)
        _ = try await fixture.submitted("old")
        try await Self.finish(in: fixture)
        for name in ["a", "b"] { _ = try await fixture.submitted(name) }
        let told = try await fixture.queue.forecasts { $0 == "b" ? 160 : nil }
        #expect(Set(told.keys) == ["a", "b"])
        #expect(told["a"]?.step == .ingest && told["a"]?.position == 1 && told["b"]?.position == 2)
        #expect(Self.isNear(told["a"]?.remaining, 10 + Self.afterIngest))
        #expect(Self.isNear(told["b"]?.remaining, 10 + 2 * (10 + Self.afterIngest)))
    }

    @Test("A job that runs is told of by its own progress, and has no place")
    func progress() async throws {
        let fixture = try QueueFixture(.sqlite)
        _ = try await fixture.submitted("old")
        try await Self.finish(in: fixture)
        for name in ["a", "b"] { _ = try await fixture.submitted(name) }
        let lease = try #require(try await fixture.claim(.ingest))
        fixture.time.advance(30)
        #expect(try await fixture.queue.heartbeat(lease, progress: 0.25))
        let told = try await fixture.queue.forecasts { _ in 80 }
        let (runs, waits) = (told[lease.job.review], told[lease.job.review == "a" ? "b" : "a"])
        #expect(runs?.step == .ingest && runs?.position == nil && waits?.position == 1)
        #expect(Self.isNear(runs?.remaining, 90 + Self.afterIngest))
        #expect(Self.isNear(waits?.remaining, 90 + 10 + Self.afterIngest))
    }

    @Test("Two stages at a time are one forecast, of the one that ends last")
    func parallel() async throws {
        let fixture = try QueueFixture(.sqlite)
        _ = try await fixture.submitted("old")
        try await Self.finish(in: fixture)
        _ = try await fixture.submitted("a")
        try await fixture.pass(.ingest)
        let told = try await fixture.queue.forecasts { _ in 80 }
        #expect(told["a"]?.step == .transcription && told["a"]?.position == 1)
        #expect(Self.isNear(told["a"]?.remaining, Self.afterIngest))
    }

    @Test("Places follow the order in which jobs begin, which is fair between courses")
    func fair() async throws {
        let fixture = try QueueFixture(.sqlite)
        for name in ["a1", "a2", "a3"] {
            _ = try await fixture.submitted(name, course: "a")
            fixture.time.advance(1)
        }
        _ = try await fixture.submitted("b1", course: "b")
        let places = try await fixture.queue.forecasts { _ in nil }.mapValues(\.position)
        #expect(places == ["a1": 1, "b1": 2, "a2": 3, "a3": 4])
        var begun: [String] = []
        while let lease = try await fixture.claim(.ingest) { begun.append(lease.job.review) }
        #expect(begun == ["a1", "b1", "a2", "a3"])
    }

    @Test("What has ended, was cancelled or is gone has none")
    func ended() async throws {
        let fixture = try QueueFixture(.sqlite)
        _ = try await fixture.submitted("old")
        try await Self.finish(in: fixture)
        for name in ["a", "b", "c"] { _ = try await fixture.submitted(name) }
        #expect(try await fixture.queue.cancel(review: "a"))
        #expect(try await fixture.queue.delete(review: "b"))
        #expect(try await fixture.queue.forecasts { _ in nil }.mapValues(\.position) == ["c": 1])
    }
}
