import Detection
import Testing

@Suite struct LumaStatisticsTests {
    @Test func blackAndWhiteOfBothRanges() {
        #expect(Self.flat(16, .limited) == LumaStatistics(mean: 0, low: 0, high: 0, peak: 0))
        #expect(Self.flat(235, .limited).high == 1)
        #expect(Self.flat(255, .limited).mean == 1)
        #expect(Self.flat(255, .full) == LumaStatistics(mean: 1, low: 1, high: 1, peak: 1))
    }

    @Test func percentilesIgnoreSpecks() {
        // 1000 pixels: 1 % white specks, 1 % black specks, the rest 100.
        let pixels = Array(repeating: UInt8(255), count: 10) + Array(repeating: 0, count: 10) + Array(repeating: 100, count: 980)
        let statistics = LumaStatistics(of: LumaCopy(width: 100, height: 10, pixels: pixels), range: .full)
        #expect(statistics.low == 100.0 / 255)
        #expect(statistics.high == 100.0 / 255)
    }

    @Test func percentilesSeeTextOnADarkSlide() {
        let pixels = Array(repeating: UInt8(230), count: 30) + Array(repeating: 20, count: 970)
        let statistics = LumaStatistics(of: LumaCopy(width: 100, height: 10, pixels: pixels), range: .full)
        #expect(statistics.high == 230.0 / 255)
        #expect(statistics.low == 20.0 / 255)
    }

    @Test func theSubjectStandsOutFromTheGround() {
        func subject(_ parts: [(code: UInt8, count: Int)]) -> Double {
            let pixels = parts.flatMap { Array(repeating: $0.code, count: $0.count) }
            return LumaStatistics(of: LumaCopy(width: 100, height: 10, pixels: pixels), range: .full).subject * 255
        }
        // A lit speaker on a black stage; the same place without light, but for a lamp.
        #expect(subject([(2, 800), (90, 100), (180, 100)]) == 180)
        #expect(subject([(2, 800), (40, 190), (250, 10)]) == 40)
        // A speaker before a white wall; a picture that has burnt out.
        #expect(subject([(255, 800), (120, 100), (40, 100)]) == 40)
        #expect(subject([(255, 800), (190, 190), (10, 10)]) == 190)
        // Nothing stands out.
        #expect(subject([(20, 1000)]) == 20)
    }

    private static func flat(_ code: UInt8, _ range: LumaRange) -> LumaStatistics {
        LumaStatistics(of: LumaCopy(width: 33, height: 3, pixels: Array(repeating: code, count: 99)), range: range)
    }
}
