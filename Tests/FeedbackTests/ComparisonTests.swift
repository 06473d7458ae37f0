import ReviewModel
import Testing

@testable import Feedback

@Suite("A lecture uploaded again") struct ComparisonTests {
    private static let talk = AlignmentTests.talk(seconds: 300, seed: 21)

    private static func finding(_ code: FindingCode, _ ranges: [(Double, Double)] = [], _ severity: Severity = .shouldFix, channel: Double? = nil)
        -> Finding
    {
        Finding(
            code, severity, ranges: ranges.map { TimeRange(start: $0.0, end: $0.1) }, confidence: 1,
            facts: channel.map { ["channel": $0] } ?? [:])
    }

    private static func side(
        _ id: String, _ findings: [Finding], cut seconds: Int = 0, responses: [String: FindingResponse] = [:], comparison: Comparison? = nil
    ) -> ComparisonMaker.Side {
        ComparisonMaker.Side(
            review: Review(id: id, title: "Optics 3", state: .completed, createdAt: 1_000), findings: findings,
            measurements: AlignmentTests.measurements(Array(talk.dropFirst(seconds * 10)), gain: Double(seconds), noise: 1), responses: responses,
            comparison: comparison)
    }

    @Test("What is still there is found at its new time, what is gone is fixed, what was not there is new")
    func matched() {
        let dismissed = FindingResponse(state: .dismissed, note: "On purpose", respondedAt: 5)
        let before = Self.side(
            "a",
            [
                Self.finding(.videoBlack, [(60, 63)], .mustFix), Self.finding(.audioSilence, [(100, 108)]),
                Self.finding(.audioSilence, [(200, 210)], channel: 1),
                Self.finding(.audioLoudnessLow),
            ], responses: ["audio.silence-2": dismissed])
        let after = Self.side(
            "b",
            [
                Self.finding(.audioSilence, [(193.2, 203)], channel: 1), Self.finding(.videoBlack, [(53, 56)], .mustFix),
                Self.finding(.videoBlack, [(150, 152)], .mustFix),
            ], cut: 7)
        let maker = ComparisonMaker(previous: before, current: after)
        let comparison = maker.comparison()
        #expect(
            comparison.standings == [
                "audio.silence-1": .init(since: .remaining, previous: "audio.silence-2"),
                "video.black-1": .init(since: .remaining, previous: "video.black-1"), "video.black-2": .init(since: .new),
            ])
        #expect(comparison.fixed.map(\.id) == ["audio.silence-1", "audio.loudness.low-1"])
        #expect(comparison.fixed.first?.places == [TimeRange(start: 93, end: 101)])
        #expect(maker.responses(by: comparison) == ["audio.silence-1": dismissed])
    }

    @Test("What was said to be fixed, has grown worse or is back has regressed")
    func regressed() {
        let said = FindingResponse(state: .fixed, respondedAt: 5)
        let first = Self.side("a", [Self.finding(.videoBlack, [(60, 63)]), Self.finding(.audioHum), Self.finding(.videoFrozen, [(100, 105)])])
        let second = Self.side(
            "b", [Self.finding(.audioHum), Self.finding(.videoFrozen, [(93, 98)], .advice)], cut: 7, responses: ["audio.hum-1": said],
            comparison: ComparisonMaker(
                previous: first, current: Self.side("b", [Self.finding(.audioHum), Self.finding(.videoFrozen, [(93, 98)], .advice)], cut: 7)
            )
            .comparison())
        let third = Self.side(
            "c", [Self.finding(.audioHum), Self.finding(.videoBlack, [(60, 63)]), Self.finding(.videoFrozen, [(100, 105)], .mustFix)])
        let maker = ComparisonMaker(previous: second, current: third)
        let comparison = maker.comparison()
        #expect(Set(comparison.standings.values.map(\.since)) == [.regressed])
        #expect(maker.responses(by: comparison).isEmpty)
        #expect(comparison.fixed.isEmpty)
    }

    @Test("A lecture that was recorded anew is compared by what its faults are")
    func recordedAnew() {
        let before = Self.side("a", [Self.finding(.videoBlack, [(60, 63)]), Self.finding(.audioHum)])
        var after = Self.side("b", [Self.finding(.videoBlack, [(10, 12)])])
        after.measurements = AlignmentTests.measurements(AlignmentTests.talk(seconds: 200, seed: 77))
        let comparison = ComparisonMaker(previous: before, current: after).comparison()
        #expect(comparison.pieces.isEmpty)
        #expect(comparison.standings["video.black-1"]?.since == .remaining)
        #expect(comparison.fixed.map(\.id) == ["audio.hum-1"])
    }
}
