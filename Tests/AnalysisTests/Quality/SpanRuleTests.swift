import ReviewModel
import Testing

@testable import Analysis

@Suite("Rules that know what the picture is")
struct SpanRuleTests {
    /// Differences of neighbouring pictures, in codes, as luma.
    private static func changing(_ recorded: Recorded, _ codes: (Double) -> Double) -> Recorded {
        var result = recorded
        result.add(.change, resolution: 1.0 / 16384) { codes($0) / 255 }
        return result
    }

    private static func span(_ start: Double, _ end: Double, _ kind: PictureSpan.Kind, inset: PictureArea? = nil) -> PictureSpan {
        PictureSpan(start: start, end: end, kind: kind, inset: inset)
    }

    @Test("A camera that stops for two seconds half a second after a cut is frozen; a slide that stands still is not")
    func camera() throws {
        let stops: (Double) -> Bool = { (10.6..<13).contains($0) }
        var recorded = Self.changing(Recorded(seconds: 20, motion: { time, _ in stops(time) ? .still : .moving })) { stops($0) ? 0.02 : 2 }
        recorded.set.events = [MediaEvent(.pictureChange, start: 10)]
        recorded.set.spans = [Self.span(0, 10, .camera), Self.span(10, 20, .camera)]
        let finding = try #require(recorded.findings(FrozenRule()).first)
        #expect(finding.ranges.count == 1)
        #expect(matches(finding.ranges.first, 10.6, 13))
        recorded.set.spans = [Self.span(0, 10, .camera), Self.span(10, 20, .slide)]
        #expect(recorded.findings(FrozenRule()).isEmpty)
    }

    @Test("A person who holds still before a camera leaves grain, and is not frozen", arguments: [0.02, 0.15, 0.3])
    func grain(left: Double) {
        let holds: (Double) -> Bool = { (10..<14).contains($0) }
        var recorded = Self.changing(Recorded(seconds: 20, motion: { time, _ in holds(time) ? .still : .moving })) { holds($0) ? left : 1.2 }
        recorded.set.spans = [Self.span(0, 20, .camera)]
        #expect(recorded.findings(FrozenRule()).isEmpty == (left > 0.1))
    }

    @Test("A key frame amid a freeze, spread over the picture, does not end it; a jerk before it is no cut")
    func keyFrame() throws {
        let stops: (Double) -> Bool = { (6..<14).contains($0) }
        let key: (Double) -> Bool = { (10..<10.2).contains($0) }
        var recorded = Self.changing(
            Recorded(seconds: 20, motion: { time, _ in key(time) ? .slight : stops(time) ? .still : .moving })
        ) { key($0) ? 1.1 : stops($0) ? 0.02 : (5.6..<5.8).contains($0) ? 3 : 1.9 }
        recorded.set.events = [MediaEvent(.pictureChange, start: 5.6, value: 3.0 / 255)]
        recorded.set.spans = [Self.span(0, 20, .camera)]
        let finding = try #require(recorded.findings(FrozenRule()).first)
        #expect(finding.ranges.count == 1)
        #expect(matches(finding.ranges.first, 6, 14))
    }

    @Test("A page that scrolled from the beginning and comes to rest is no freeze; a clip that stops is", arguments: [true, false])
    func scroll(isScroll: Bool) {
        var recorded = Recorded(seconds: 20, motion: { time, _ in time < 4 ? .moving : .still })
        recorded.set.spans = [Self.span(0, 20, .screen)]
        recorded.set.events = isScroll ? [MediaEvent(.scrollEnd, start: 4)] : []
        #expect(recorded.findings(FrozenRule()).isEmpty == isScroll)
    }

    @Test(
        "What moved before a hole in the signal and stands after it is frozen, and goes on being so after another; without a hole it is another slide"
    )
    func holes() throws {
        var recorded = Self.changing(Recorded(seconds: 20)) { time in
            time < 4 ? 0.3 : (4..<4.2).contains(time) || (6.4..<6.6).contains(time) ? 3 : time < 8.8 ? 0.01 : 0.3
        }
        recorded.set.spans = [Self.span(0, 6.4, .slide), Self.span(6.4, 20, .slide)]
        #expect(recorded.findings(FrozenRule()).isEmpty)
        recorded.set.events = [MediaEvent(.pictureHole, start: 4.08, end: 4.12), MediaEvent(.pictureHole, start: 6.48, end: 6.52)]
        let finding = try #require(recorded.findings(FrozenRule()).first)
        #expect(finding.ranges.count == 2)
        #expect(matches(finding.ranges.first, 4.2, 6.4))
        #expect(matches(finding.ranges.last, 6.6, 8.8))
    }

    @Test("An inset that stops is frozen, whatever its size", arguments: [0.06, 0.2, 0.5])
    func inset(width: Double) throws {
        let area = PictureArea(x: 1 - width, y: 1 - width, width: width, height: width)
        let inside: (Int) -> Bool = { cell in
            Double(cell % 16) + 0.5 > 16 * (1 - width) && Double(cell / 16) + 0.5 > 9 * (1 - width) || (width < 0.1 && cell == 143)
        }
        let stops: (Double) -> Bool = { (10..<12.4).contains($0) }
        let motion: (Double, Int) -> MotionMap.Motion = { time, cell in inside(cell) && !stops(time) ? .moving : .still }
        var recorded = Self.changing(Recorded(seconds: 20, motion: motion)) { stops($0) ? 0 : 3 * width * width }
        recorded.set.spans = [Self.span(0, 20, .mixed, inset: area)]
        let finding = try #require(recorded.findings(FrozenRule()).first)
        #expect(matches(finding.ranges.first, 10, 12.4))
    }

    @Test("A slide that stands for over five minutes with speech is advised on; shorter, silent, built or filmed ones are not")
    func staticSlide() throws {
        func slide(_ seconds: Double, kind: PictureSpan.Kind = .slide, build: Double? = nil, level: Double = -20) -> [Finding] {
            var recorded = Recorded(
                seconds: seconds, motion: { time, cell in cell < 16 && build.map { abs(time - $0) < 0.15 } ?? false ? .moving : .still },
                level: { _, _ in level })
            recorded.set.spans = [Self.span(0, seconds, kind)]
            return recorded.findings(StaticRule())
        }
        let finding = try #require(slide(310).first)
        #expect(finding.code == .videoStaticLong && finding.severity == .advice)
        #expect(matches(finding.ranges.first, 0, 310))
        #expect(slide(290).isEmpty)
        #expect(slide(310, level: -80).isEmpty)
        #expect(slide(310, kind: .camera).isEmpty)
        #expect(slide(500, build: 250).isEmpty)
        #expect(slide(640, build: 250).first?.ranges.count == 1)
    }

    /// 5 s of a camera's picture of this light from 10 s on.
    private static func lit(
        _ mean: Double, _ low: Double, _ high: Double, subject: Double? = nil, kind: PictureSpan.Kind = .camera, seconds: Double = 5
    ) -> Recorded {
        let isLit: (Double) -> Bool = { (10..<10 + seconds).contains($0) }
        var recorded = Recorded(seconds: 30) { isLit($0) ? high : 0.9 }
        recorded.add(.lumaMean, resolution: 1.0 / 4096) { isLit($0) ? mean : 0.45 }
        recorded.add(.lumaLow, resolution: 1.0 / 4096) { isLit($0) ? low : 0.05 }
        if let subject { recorded.add(.lumaSubject, resolution: 1.0 / 256) { isLit($0) ? subject : 0.7 } }
        recorded.set.spans = [Self.span(0, 30, kind)]
        return recorded
    }

    @Test(
        "Dark, burnt out and washed out camera pictures are told apart",
        arguments: [
            (0.09, 0.0, 0.3, FindingCode.videoUnderexposed), (0.89, 0.58, 1.0, .videoOverexposed), (0.61, 0.47, 0.77, .videoContrastLow),
        ])
    func exposure(mean: Double, low: Double, high: Double, code: FindingCode) throws {
        let findings = Self.lit(mean, low, high).findings(ExposureRule())
        #expect(findings.map(\.code) == [code])
        #expect(matches(findings.first?.ranges.first, 10, 15))
        #expect(Self.lit(mean, low, high, kind: .slide).findings(ExposureRule()).isEmpty)
        #expect(Self.lit(mean, low, high, seconds: 2.8).findings(ExposureRule()).isEmpty)
    }

    @Test("Specks of light do not make a dark picture lit, nor a few dark things a burnt-out one well lit")
    func exposureOfTheRest() {
        let dark = Self.lit(0.05, 0, 0.28, subject: 0.22).findings(ExposureRule())
        #expect(dark.map(\.code) == [.videoUnderexposed] && matches(dark.first?.ranges.first, 10, 15))
        let burnt = Self.lit(0.92, 0.18, 1, subject: 0.52).findings(ExposureRule())
        #expect(burnt.map(\.code) == [.videoOverexposed] && matches(burnt.first?.ranges.first, 10, 15))
    }

    @Test(
        "A lit speaker on a black stage, a speaker before a white wall, a high key with dark hair, a film of a white wall, and black are not faults of exposure"
    )
    func notExposure() {
        #expect(Self.lit(0.08, 0, 0.35, subject: 0.5).findings(ExposureRule()).isEmpty)
        #expect(Self.lit(0.93, 0.12, 1, subject: 0.25).findings(ExposureRule()).isEmpty)
        #expect(Self.lit(0.8, 0.2, 1).findings(ExposureRule()).isEmpty)
        #expect(Self.lit(0.75, 0.62, 0.85).findings(ExposureRule()).isEmpty)
        #expect(Self.lit(0.01, 0, 0.02).findings(ExposureRule()).isEmpty)
    }

    @Test("Print on a black slide is not black; a pointer on it is no print")
    func blackSlide() {
        var recorded = Recorded(seconds: 30) { (10..<14).contains($0) ? 0 : 0.5 }
        recorded.add(.lumaPeak, resolution: 1.0 / 4096) { (10..<14).contains($0) ? 0.8 : 1 }
        #expect(recorded.findings(BlackRule()).isEmpty)
        recorded.set.series.removeLast()
        recorded.add(.lumaPeak, resolution: 1.0 / 4096) { (10..<14).contains($0) ? 0.03 : 1 }
        #expect(!recorded.findings(BlackRule()).isEmpty)
    }
}
