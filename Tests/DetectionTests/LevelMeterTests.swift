import Detection
import Foundation
import ReviewModel
import Testing

@Suite struct LevelMeterTests {
    @Test(arguments: [48_000, 44_100, 22_050, 16_000])
    func aFullScaleSineReadsMinusThree(rate: Int) {
        var meter = LevelMeter(channels: 2, rate: rate, position: 0)
        let sine = Sound.sine(1000, amplitude: 1, rate: rate, seconds: 1)
        Sound.feed([sine, sine.map { $0 / 10 }]) { meter.push($0) }
        let series = meter.finish()
        #expect(series.map(\.name) == [.level(channel: 0), .level(channel: 1)])
        #expect(series[0].count == 20)
        #expect(series[0].measured.allSatisfy { abs($0 + 3.01) < 0.02 })
        #expect(series[1].measured.allSatisfy { abs($0 + 23.01) < 0.02 })
    }

    @Test func silenceHasAFloor() {
        var meter = LevelMeter(channels: 1, rate: 48_000, position: 0)
        Sound.feed([Array(repeating: 0, count: 4800)]) { meter.push($0) }
        #expect(meter.finish()[0].measured == [-120, -120])
    }

    @Test func binsLieOnTheRecordingsClock() {
        // Sound begins at 0.125 s, lacks 0.1 s from 0.3 s on, ends at 0.5 s.
        var meter = LevelMeter(channels: 1, rate: 48_000, position: 6000)
        let sine = Sound.sine(1000, amplitude: 0.5, rate: 48_000, seconds: 0.175)
        Sound.feed([sine]) { meter.push($0) }
        meter.skip(4800)
        Sound.feed([Array(sine.prefix(4800))]) { meter.push($0) }
        let series = meter.finish()[0]
        let present = (0..<series.count).map { series[$0] != nil }
        #expect(present == [false, false, true, true, true, true, false, false, true, true])
        #expect(series.measured.allSatisfy { abs($0 + 9.03) < 0.1 })
    }
}
