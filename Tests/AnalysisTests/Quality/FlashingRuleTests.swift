import ReviewModel
import Testing

@testable import Analysis

@Suite struct FlashingRuleTests {
    /// So many transitions within a second at a time; a run of flashes with exact edges.
    private static func recorded(
        _ transitions: (Double) -> Double, area: Double = 1, runs: [TimeRange] = [], name: SeriesName = .flashTransitions
    ) -> Recorded {
        var recorded = Recorded(seconds: 30)
        recorded.add(name, resolution: 1, value: transitions)
        var share = Series(name: name == .flashTransitions ? .flashArea : .redFlashArea, unit: .share, interval: 1, resolution: 1.0 / 4096)
        for second in 0..<30 { share.append((0..<5).contains { transitions(Double(second) + 0.2 * Double($0) + 0.1) > 6 } ? area : 0) }
        recorded.set.series.append(share)
        recorded.set.events += runs.map { MediaEvent(.flashing, start: $0.start, end: $0.end) }
        return recorded
    }

    @Test func fastFlashesAreFoundWithTheirEdges() throws {
        let recorded = Self.recorded({ (10.6..<12.4).contains($0) ? 10 : 0 }, runs: [TimeRange(start: 10, end: 12.04)])
        let finding = try #require(recorded.findings(FlashingRule()).first)
        #expect(finding.severity == .mustFix && finding.confidence > 0.95)
        #expect(finding.ranges.count == 1 && matches(finding.ranges.first, 10, 12.04))
        #expect(finding.measured == Quantity(5, .flashesPerSecond))
        #expect(finding.facts == ["area": 1, "red": 0])
    }

    @Test func threeASecondAreAllowedForFourSeconds() {
        #expect(Self.recorded { (10..<13.8).contains($0) ? 6 : 0 }.findings(FlashingRule()).isEmpty)
        #expect(Self.recorded({ (10..<14.4).contains($0) ? 6 : 0 }).findings(FlashingRule()).count == 1)
        #expect(Self.recorded({ (10..<14.4).contains($0) ? 4 : 0 }).findings(FlashingRule()).count == 1)
        #expect(Self.recorded { (10..<20).contains($0) ? 3 : 0 }.findings(FlashingRule()).isEmpty)
    }

    @Test func longFlashesMayPause() {
        // 4.2 of 5 s, and 3.6 of 5 s.
        #expect(Self.recorded({ (10..<12).contains($0) || (12.8..<15).contains($0) ? 5 : 0 }).findings(FlashingRule()).count == 1)
        #expect(Self.recorded { (10..<12).contains($0) || (13.4..<15).contains($0) ? 5 : 0 }.findings(FlashingRule()).isEmpty)
    }

    @Test func theAreaIsTheRubrics() {
        let recorded = Self.recorded({ (10..<12).contains($0) ? 8 : 0 }, area: 0.3)
        #expect(recorded.findings(FlashingRule()).count == 1)
        #expect(recorded.findings(FlashingRule(), rubric: Rubric(name: "wide", values: ["video.flashing.area": 0.5])).isEmpty)
        #expect(recorded.findings(FlashingRule(), rubric: Rubric(name: "loose", values: ["video.flashing.perSecond": 5])).isEmpty)
    }

    @Test func redFlashesSaySo() throws {
        let recorded = Self.recorded({ (10..<12).contains($0) ? 8 : 0 }, name: .redFlashTransitions)
        #expect(try #require(recorded.findings(FlashingRule()).first).facts["red"] == 1)
    }
}
