import Detection
import ReviewModel
import Testing

@Suite struct IntervalMeterTests {
    private static func series(_ times: [Double]) -> [Series] {
        var meter = IntervalMeter()
        times.forEach { meter.push($0) }
        return meter.finish()
    }

    @Test func tellsTheShortestAndTheLongestOfHalfASecond() {
        // 25 a second, then every third missing from 1 s on.
        let series = Self.series((0..<50).filter { $0 < 25 || $0 % 3 != 0 }.map { Double($0) / 25 })
        #expect(series.map(\.name) == [.intervalShortest, .intervalLongest])
        #expect(series.map(\.count) == [4, 4])
        #expect(zip(series[0].measured, [0.04, 0.04, 0.04, 0.04]).allSatisfy { abs($0 - $1) < 0.0002 })
        #expect(zip(series[1].measured, [0.04, 0.04, 0.08, 0.08]).allSatisfy { abs($0 - $1) < 0.0002 })
    }

    @Test func binsWithoutAPictureAreMissing() {
        let series = Self.series([0, 1, 2])
        #expect(series[1].steps.map { $0 == Series.missing } == [true, true, false, true, false])
    }

    @Test func timesThatRunBackAreNoInterval() {
        #expect(Self.series([0, 0.5, 1, 0.25, 0.75, 1.5])[1].measured == [0.5, 0.5, 0.5])
    }
}
