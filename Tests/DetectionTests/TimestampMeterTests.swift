import Detection
import ReviewModel
import Testing

@Suite struct TimestampMeterTests {
    private static func events(_ times: [Double]) -> [MediaEvent] {
        var meter = TimestampMeter()
        times.forEach { meter.push($0) }
        return meter.events
    }

    @Test func namesAHole() {
        let times = (0..<25).map { Double($0) / 25 } + (0..<25).map { 3 + Double($0) / 25 }
        #expect(Self.events(times) == [MediaEvent(.timestampGap, start: 0.96, end: 3, value: 3 - 0.96)])
    }

    @Test func aSteadyPictureASecondHasNoHole() {
        #expect(Self.events((0..<60).map(Double.init)).isEmpty)
    }

    @Test func namesAStepBack() {
        #expect(Self.events([0, 0.5, 1, 0.25]) == [MediaEvent(.timestampGap, start: 0.25, end: 1, value: -0.75)])
    }

    @Test func joinsDamageWithinASecond() {
        var meter = DamageMeter()
        [1, 1.5, 2.4, 9].forEach { meter.push(at: $0) }
        #expect(meter.count == 4)
        #expect(meter.events == [MediaEvent(.decodeError, start: 1, end: 2.4, value: 3), MediaEvent(.decodeError, start: 9, value: 1)])
    }
}
