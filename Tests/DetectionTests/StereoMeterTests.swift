import Foundation
import ReviewModel
import Testing

@testable import Detection

@Suite struct StereoMeterTests {
    private static func correlation(_ left: [Float], _ right: [Float]) -> Series {
        var meter = CorrelationMeter(pair: (0, 1), rate: 48_000, position: 0)
        Sound.feed([left, right]) { meter.push($0) }
        return meter.finish()
    }

    @Test func sidesThatAgreeAreOppositeOrDiffer() {
        let sine = Sound.sine(440, amplitude: 0.3, rate: 48_000, seconds: 0.5)
        let other = Sound.sine(620, amplitude: 0.3, rate: 48_000, seconds: 0.5)
        #expect(Self.correlation(sine, sine.map { $0 / 4 }).measured == Array(repeating: 1, count: 5))
        #expect(Self.correlation(sine, sine.map { -$0 / 4 }).measured == Array(repeating: -1, count: 5))
        #expect(Self.correlation(sine, other).measured.allSatisfy { abs($0) < 0.1 })
    }

    @Test func aSideThatIsSilentHasNoCorrelation() {
        let sine = Sound.sine(440, amplitude: 0.3, rate: 48_000, seconds: 0.5)
        #expect(Self.correlation(sine, Array(repeating: 0, count: sine.count)).measured.isEmpty)
    }

    @Test func theMeanIsTheOffset() throws {
        var meter = OffsetMeter(channels: 2)
        let sine = Sound.sine(440, amplitude: 0.3, rate: 48_000, seconds: 1)
        Sound.feed([sine, sine.map { $0 + 0.03 }], piece: 1001) { meter.push($0) }
        let means = try #require(meter.means)
        #expect(abs(means[0]) < 1e-4 && abs(means[1] - 0.03) < 1e-4)
        #expect(OffsetMeter(channels: 1).means == nil)
    }

    /// 3GPP TS 26.131, table 14a: within 6 dB from 500 Hz to 4 kHz, no more than 12 dB down at 400 Hz and 6.3 kHz; and nothing of the bass.
    @Test(arguments: [
        (60.0, -60.0 ... -30.0), (125, -40 ... -20), (400, -12...0), (500, -6...0), (1000, -1...0.5), (4000, -6...0.5), (6300, -12...0),
    ])
    func aPhonesSpeaker(frequency: Double, gain: ClosedRange<Double>) {
        var band = PhoneBand(rate: 48_000)
        var sine = Sound.sine(frequency, amplitude: 0.5, rate: 48_000, seconds: 1)
        band.filter(&sine, count: sine.count)
        let peak = sine.suffix(24_000).map(abs).max() ?? 0
        #expect(gain.contains(20 * log10(Double(peak) / 0.5)))
    }
}
