import Detection
import Foundation
import Testing

@Suite struct TruePeakMeterTests {
    /// The highest true peak in dBTP of a sine that fades in and out, as EBU Tech 3341 asks for.
    private static func peak(divisor: Double, degrees: Double, amplitude: Double, rate: Int = 48_000, piece: Int = 1024) -> Double {
        let count = rate
        let samples = (0..<count).map { index -> Float in
            let fade = min(1, Double(min(index, count - index)) / Double(rate / 4))
            return Float(fade * amplitude * sin(2 * .pi * Double(index) / divisor + degrees * .pi / 180))
        }
        var meter = TruePeakMeter(rate: rate)
        var highest: Float = 0
        Sound.feed([samples], piece: piece) { highest = max(highest, meter.push($0.planes[0], $0.count)) }
        return 20 * log10(Double(highest))
    }

    /// EBU Tech 3341, cases 15 to 18 and 19: +0.2/-0.4 dB.
    @Test(arguments: [(4.0, 0.0, 0.5, -6.0), (4, 45, 0.5, -6), (6, 60, 0.5, -6), (8, 67.5, 0.5, -6), (4, 45, 1.41, 3)])
    func peaksBetweenSamples(divisor: Double, degrees: Double, amplitude: Double, expected: Double) {
        let peak = Self.peak(divisor: divisor, degrees: degrees, amplitude: amplitude)
        #expect((expected - 0.4...expected + 0.2).contains(peak))
    }

    @Test func isTheSameHoweverTheSamplesCome() {
        let whole = Self.peak(divisor: 6, degrees: 60, amplitude: 0.5, piece: 48_000)
        #expect(Self.peak(divisor: 6, degrees: 60, amplitude: 0.5, piece: 1) == whole)
        #expect(Self.peak(divisor: 6, degrees: 60, amplitude: 0.5, piece: 37) == whole)
    }

    @Test func highRates() {
        #expect(abs(Self.peak(divisor: 8, degrees: 22.5, amplitude: 0.5, rate: 96_000) + 6.02) < 0.2)
        #expect(Self.peak(divisor: 100, degrees: 0, amplitude: 0.5, rate: 192_000) > -6.1)
    }
}
