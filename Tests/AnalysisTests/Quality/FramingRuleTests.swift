import ReviewModel
import Testing

@testable import Analysis

@Suite struct FramingRuleTests {
    private static func shaking(_ amount: (Double) -> Double?) -> Recorded {
        var recorded = Recorded(seconds: 30)
        var series = Series(name: .shake, unit: .share, interval: 0.5, resolution: 1e-5)
        for bin in 0..<60 { series.append(amount(Double(bin) / 2)) }
        recorded.set.series.append(series)
        return recorded
    }

    @Test func shakeForThreeSecondsIsFound() throws {
        let finding = try #require(Self.shaking { (10..<14).contains($0) ? 0.007 : 0.0005 }.findings(ShakyRule()).first)
        #expect(finding.ranges.count == 1 && matches(finding.ranges.first, 10, 14))
        #expect(finding.severity == .advice && finding.confidence > 0.9)
        #expect(Self.shaking { (10..<12.5).contains($0) ? 0.007 : 0.0005 }.findings(ShakyRule()).isEmpty)
        #expect(Self.shaking { _ in 0.002 }.findings(ShakyRule()).isEmpty)
        // Single jerks, and a path that is lost.
        #expect(Self.shaking { $0.truncatingRemainder(dividingBy: 1.5) == 0 ? 0.02 : 0.0005 }.findings(ShakyRule()).isEmpty)
        #expect(Self.shaking { _ in nil }.findings(ShakyRule()).isEmpty)
    }

    @Test func onlyACameraShakes() {
        var recorded = Self.shaking { (10..<20).contains($0) ? 0.007 : 0 }
        recorded.set.spans = [
            PictureSpan(start: 0, end: 12, kind: .camera), PictureSpan(start: 12, end: 26, kind: .screen),
            PictureSpan(start: 26, end: 30, kind: .camera),
        ]
        #expect(recorded.findings(ShakyRule()).isEmpty)
        recorded.set.spans[0].end = 14
        recorded.set.spans[1].start = 14
        #expect(matches(recorded.findings(ShakyRule()).first?.ranges.first, 10, 14))
    }

    /// Bars at the top and bottom or left and right, one value for each 2 s.
    private static func framed(
        vertical: @escaping (Int) -> Double? = { _ in 0 }, horizontal: @escaping (Int) -> Double? = { _ in 0 }, edge: (Int) -> Double = { _ in 0.95 }
    ) -> Recorded {
        var recorded = Recorded(seconds: 60)
        recorded.add(.change, resolution: 1.0 / 16384) { _ in 0.01 }
        let sides: [(SeriesName, SeriesName, (Int) -> Double?)] = [
            (.barTop, .barTopEdge, vertical), (.barBottom, .barBottomEdge, vertical), (.barLeft, .barLeftEdge, horizontal),
            (.barRight, .barRightEdge, horizontal),
        ]
        for (bar, border, size) in sides {
            var sizes = Series(name: bar, unit: .share, interval: 2, resolution: 1.0 / 16384)
            var edges = Series(name: border, unit: .share, interval: 2, resolution: 1.0 / 1024)
            for bin in 0..<30 {
                sizes.append(size(bin))
                edges.append(size(bin).map { $0 > 0 ? edge(bin) : 0 })
            }
            recorded.set.series += [sizes, edges]
        }
        return recorded
    }

    @Test func barsAreFoundOnEitherAxis() throws {
        let letterbox = try #require(Self.framed(vertical: { _ in 0.125 }).findings(LetterboxRule()).first)
        #expect(letterbox.ranges.isEmpty && letterbox.confidence > 0.9)
        #expect(letterbox.facts == ["top": 0.125, "bottom": 0.125, "left": 0, "right": 0])
        #expect(letterbox.measured == Quantity(0.25, .share))
        #expect(Self.framed(horizontal: { _ in 0.125 }).findings(LetterboxRule()).count == 1)
        #expect(Self.framed(vertical: { _ in 0.03 }).findings(LetterboxRule()).count == 1)
        #expect(Self.framed(vertical: { _ in 0.0225 }).findings(LetterboxRule()).isEmpty)
    }

    @Test func barsMustStay() {
        // A title without bars is no matter; half of the time is.
        #expect(Self.framed(vertical: { $0 == 3 ? 0 : 0.1 }).findings(LetterboxRule()).count == 1)
        #expect(Self.framed(vertical: { $0 < 15 ? 0 : 0.1 }).findings(LetterboxRule()).isEmpty)
        // Fades to black tell nothing.
        #expect(Self.framed(vertical: { $0 < 3 ? nil : 0.1 }).findings(LetterboxRule()).count == 1)
    }

    @Test func theMarginsOfDarkSlidesAreNoBars() {
        // Text at another height on each slide, and a straight edge that only one picture shows.
        #expect(Self.framed(vertical: { 0.1 + 0.04 * Double($0 % 4) }, edge: { _ in 0.3 }).findings(LetterboxRule()).isEmpty)
        #expect(Self.framed(vertical: { 0.1 + 0.04 * Double($0 % 4) }, edge: { $0 == 0 ? 1 : 0.3 }).findings(LetterboxRule()).isEmpty)
        // A dark film between bars shows its edge now and then.
        #expect(Self.framed(vertical: { $0 % 4 == 0 ? 0.1 : 0.3 }, edge: { $0 % 4 == 0 ? 0.9 : 0.1 }).findings(LetterboxRule()).count == 1)
    }
}
