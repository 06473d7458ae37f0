import ReviewModel
import Testing

@testable import Analysis

@Suite struct DetailRuleTests {
    private static func recorded(
        _ name: SeriesName, interval: Double = 0.25, resolution: Double = 1e-4, seconds: Double = 20, value: (Double) -> Double?
    ) -> Recorded {
        var recorded = Recorded(seconds: seconds)
        recorded.add(name, interval: interval, resolution: resolution, value)
        return recorded
    }

    private static func blurred(from start: Double, to end: Double) -> Recorded {
        recorded(.edgeWidth, resolution: 1e-5) { (start..<end).contains($0) ? 0.006 : 0.002 }
    }

    @Test func aBlurOfThreeSecondsCounts() throws {
        let finding = try #require(Self.blurred(from: 10, to: 15).findings(BlurredRule()).first)
        #expect(matches(finding.ranges.first, 10, 15, within: 0.13))
        #expect(finding.confidence >= 0.9)
        #expect(abs(try #require(finding.facts["width"]) - 7.68) < 0.1)
        #expect(Self.blurred(from: 10, to: 12.5).findings(BlurredRule()).isEmpty)
        #expect(Self.blurred(from: 0, to: 0).findings(BlurredRule()).isEmpty)
    }

    @Test func whatStandsAloneDoesNotMoveTheEdges() throws {
        // One sharper sample in every fifth, a sharp end of half a second.
        var recorded = Self.recorded(.edgeWidth, resolution: 1e-5) { $0 < 19.5 ? (Int($0 * 4) % 5 == 3 ? 0.003 : 0.006) : 0.002 }
        #expect(matches(recorded.findings(BlurredRule()).first?.ranges.first, 0, 19.5, within: 0.13))
        recorded = Self.recorded(.edgeWidth, resolution: 1e-5) { Int($0 * 4) % 7 == 3 ? 0.008 : 0.002 }
        #expect(recorded.findings(BlurredRule()).isEmpty)
    }

    @Test func aCutIsTheEdgeOfABlur() throws {
        var recorded = Self.blurred(from: 10, to: 15)
        recorded.set.events = [MediaEvent(.pictureChange, start: 9.84), MediaEvent(.pictureChange, start: 14.92)]
        let finding = try #require(recorded.findings(BlurredRule()).first)
        #expect(matches(finding.ranges.first, 9.84, 14.92))
    }

    @Test func aBlurredMomentAndAnUnmeasuredOneDoNotCount() {
        let rare = Self.recorded(.edgeWidth, resolution: 1e-5) { Int($0 * 4) % 5 == 0 ? 0.008 : 0.002 }
        #expect(rare.findings(BlurredRule()).isEmpty)
        #expect(Self.recorded(.edgeWidth, resolution: 1e-5) { _ in nil }.findings(BlurredRule()).isEmpty)
    }

    @Test func aSlideIsNotBlurred() {
        var recorded = Self.blurred(from: 2, to: 18)
        recorded.set.spans = [PictureSpan(start: 0, end: 20, kind: .slide)]
        #expect(recorded.findings(BlurredRule()).isEmpty)
        recorded.set.spans = [PictureSpan(start: 0, end: 10, kind: .slide), PictureSpan(start: 10, end: 20, kind: .camera)]
        #expect(matches(recorded.findings(BlurredRule()).first?.ranges.first, 10, 18, within: 0.13))
    }

    @Test func blocksOfTwoSecondsCountOnSlidesToo() {
        func blocks(_ end: Double, _ value: Double = 0.15) -> Recorded {
            var recorded = Self.recorded(.blockSteps) { (4..<end).contains($0) ? value : 0.01 }
            recorded.set.spans = [PictureSpan(start: 0, end: 20, kind: .slide)]
            return recorded
        }
        #expect(matches(blocks(9).findings(BlockyRule()).first?.ranges.first, 4, 9, within: 0.13))
        #expect(blocks(5.5).findings(BlockyRule()).isEmpty)
        #expect(blocks(9, 0.04).findings(BlockyRule()).isEmpty)
    }

    @Test func noiseMustBeStrongAndPossible() {
        func noise(_ value: Double) -> [Finding] { Self.recorded(.pictureNoise, interval: 1) { _ in value }.findings(NoisyRule()) }
        #expect(noise(0.04).first?.severity == .advice)
        #expect(noise(0.015).isEmpty)
        #expect(noise(0.5).isEmpty)
    }

    @Test func combingCountsWhereTheOrderOfFieldsMatters() {
        func combing(order: Double) -> Recorded {
            var recorded = Self.recorded(.combing) { Int($0 * 2) % 3 == 0 && $0 < 12 ? 0.01 : 0 }
            recorded.add(.fieldOrder, interval: 1, resolution: 1e-4) { $0 < 12 ? order : nil }
            return recorded
        }
        let findings = combing(order: -0.5).findings(InterlacedRule())
        #expect(matches(findings.first?.ranges.first, 0, 11, within: 0.3))
        #expect(combing(order: 0.01).findings(InterlacedRule()).isEmpty)
    }

    @Test func littleCombingWillDoWhereTheOrderIsPlain() {
        func slow(order: Double) -> Recorded {
            var recorded = Self.recorded(.combing) { _ in 0.0012 }
            recorded.add(.fieldOrder, interval: 1, resolution: 1e-4) { _ in order }
            return recorded
        }
        #expect(slow(order: -0.97).findings(InterlacedRule()).count == 1)
        #expect(slow(order: 0.4).findings(InterlacedRule()).isEmpty)
    }

    @Test func aGlimpseOfCombingIsNone() {
        var recorded = Self.recorded(.combing) { $0 < 0.5 ? 0.01 : 0 }
        recorded.add(.fieldOrder, interval: 1, resolution: 1e-4) { $0 < 1 ? 0.5 : nil }
        #expect(recorded.findings(InterlacedRule()).isEmpty)
    }
}

extension Recorded {
    /// Adds a series with bins of its own; nil is missing.
    fileprivate mutating func add(_ name: SeriesName, interval: Double, resolution: Double, _ value: (Double) -> Double?) {
        var series = Series(name: name, unit: .share, interval: interval, resolution: resolution)
        for bin in 0..<Int(seconds / interval) { series.append(value((Double(bin) + 0.5) * interval)) }
        set.series.append(series)
    }
}
