import JobQueue
import ReviewModel
import Storage
import StorageTestSupport
import Testing

@testable import Feedback

/// A comparison depends on two reviews, and either may be judged again, deleted or ended at any moment.
@Suite("A comparison when reviews are judged again") struct JudgedAgainTests {
    @Test("Where both are judged again at once, the earlier one counts as it was found before", arguments: Engine.allCases, [false, true])
    func both(on engine: Engine, isNamed: Bool) async throws {
        let fixture = try JudgingFixture(engine)
        try await fixture.upload("a", [.audioNoise, .audioLoudnessLow])
        try await fixture.upload("b", [.audioNoise, .audioLoudnessHigh], replaces: isNamed ? "a" : nil)
        let first = try #require(try await fixture.results.comparison(of: "b"))
        #expect(first.previous == "a" && !first.pieces.isEmpty)
        #expect(
            first.standings == [
                "audio.noise-1": .init(since: .remaining, previous: "audio.noise-1"), "audio.loudness.high-1": .init(since: .new),
            ])
        #expect(first.fixed.map(\.id) == ["audio.loudness.low-1"])

        for id in ["a", "b"] { try await fixture.judgeAgain(id) }
        // Until it is made again a report must not say what it was.
        #expect(try await fixture.results.comparison(of: "b") == nil)
        try await fixture.judge("b", [.audioNoise, .audioLoudnessHigh])
        #expect(try await fixture.results.comparison(of: "b") == first)
        // What the earlier one is found to be now counts from now on.
        try await fixture.judge("a", [.audioLoudnessHigh])
        try await fixture.judgeAgain("b")
        try await fixture.judge("b", [.audioNoise, .audioLoudnessHigh])
        let again = try #require(try await fixture.results.comparison(of: "b"))
        #expect(again.standings["audio.noise-1"]?.since == .new && again.standings["audio.loudness.high-1"]?.since == .remaining)
        #expect(again.fixed.isEmpty)
    }

    @Test("Where the earlier one is gone, what is still found stands as it stood, however often", arguments: Engine.allCases, [false, true])
    func gone(on engine: Engine, isNamed: Bool) async throws {
        let fixture = try JudgingFixture(engine)
        try await fixture.upload("a", [.audioNoise, .audioLoudnessLow])
        try await fixture.upload("b", [.audioNoise, .audioLoudnessHigh], replaces: isNamed ? "a" : nil)
        let first = try #require(try await fixture.results.comparison(of: "b"))
        #expect(try await fixture.queue.delete(review: "a"))
        for _ in 0..<2 {
            try await fixture.judgeAgain("b")
            try await fixture.judge("b", [.audioTruePeak, .audioNoise, .audioLoudnessHigh])
            let kept = try #require(try await fixture.results.comparison(of: "b"))
            #expect(kept == first)
            let report = try #require(try await fixture.results.report(of: "b"))
            #expect(report.comparison?.previousReview == "a" && report.comparison?.new == ["audio.loudness.high-1"])
            #expect(report.findings.first { $0.id == "audio.truepeak-1" }?.since == nil)
        }
        // What counted as fixed is found after all.
        try await fixture.judgeAgain("b")
        try await fixture.judge("b", [.audioLoudnessLow, .audioNoise])
        let last = try #require(try await fixture.results.comparison(of: "b"))
        #expect(last.standings["audio.loudness.low-1"] == .init(since: .remaining, previous: "audio.loudness.low-1"))
        #expect(last.standings.count == 2 && last.fixed.isEmpty)
    }

    @Test("An upload is compared with the one before it, though that is being judged again", arguments: Engine.allCases)
    func uploadMeanwhile(on engine: Engine) async throws {
        let fixture = try JudgingFixture(engine)
        try await fixture.upload("a", [.audioLoudnessLow])
        try await fixture.upload("b", [.audioNoise])
        try await fixture.judgeAgain("b")
        try await fixture.upload("c", [.audioNoise, .audioLoudnessLow])
        let comparison = try #require(try await fixture.results.comparison(of: "c"))
        #expect(comparison.previous == "b" && comparison.standings["audio.noise-1"]?.since == .remaining)
        // It was fixed in the one before, which that says itself, and is back.
        #expect(comparison.standings["audio.loudness.low-1"]?.since == .regressed)
    }

    @Test("One that was never judged, or whose judging was cancelled, is no upload before", arguments: Engine.allCases)
    func others(on engine: Engine) async throws {
        let fixture = try JudgingFixture(engine)
        try await fixture.upload("a", [.audioNoise])
        try await fixture.upload("b", [.audioNoise])
        try await fixture.judgeAgain("b")
        #expect(try await fixture.queue.cancel(review: "b"))
        try await fixture.begin("c")
        try await fixture.measure("c", [.audioNoise])
        try await fixture.upload("d", [.audioNoise])
        #expect(try await fixture.results.comparison(of: "d")?.previous == "a")
        try await fixture.upload("e", [.audioNoise], replaces: "b")
        #expect(try await fixture.results.comparison(of: "e") == nil)
    }
}
