import Foundation
import ReviewModel
import Testing

@testable import Analysis

@Suite("Loudness that jumps")
struct UnevenLoudnessRuleTests {
    /// Syllables, words and a pause of 0.8 s in every 4 s, shifted by `gain` and with noise as far below.
    private static func speech(_ time: Double, gain: Double) -> Double {
        let isPause = time.truncatingRemainder(dividingBy: 4) > 3.2
        return (isPause ? -58 + sin(time * 40) : -20 + 4 * sin(time * 25) + 3 * sin(time * 2.3)) + gain
    }

    private static func recorded(seconds: Double = 90, _ value: @escaping (Double) -> Double) -> Recorded {
        var recorded = Recorded(seconds: seconds, level: { time, _ in value(time) })
        var momentary = Series(name: .loudnessMomentary, unit: .loudness, interval: 0.1, resolution: 0.01)
        for bin in 0..<Int(seconds * 10) {
            // The window reaches back 0.4 s.
            let powers = (0..<8).map { pow(10, value(max(0, Double(bin + 1) / 10 - (Double($0) + 0.5) / 20)) / 10) }
            momentary.append(10 * log10(powers.reduce(0, +) / 8))
        }
        recorded.set.series.append(momentary)
        return recorded
    }

    @Test("A soft passage is found where it is, with the gain that mends it", arguments: [-9.0, -12, -16, 10])
    func passage(gain: Double) throws {
        let recorded = Self.recorded { Self.speech($0, gain: (30.3..<45.7).contains($0) ? gain : 0) }
        let finding = try #require(recorded.findings(UnevenLoudnessRule()).first)
        #expect(finding.ranges.count == 1)
        #expect(matches(finding.ranges.first, 30.3, 45.7, within: 0.25))
        #expect(abs((finding.facts["gain1"] ?? 0) + gain) < 1)
    }

    @Test("A talk that fades away over minutes is uneven")
    func fading() {
        let finding = Self.recorded(seconds: 300) { Self.speech($0, gain: -$0 / 300 * 14) }.findings(UnevenLoudnessRule()).first
        #expect((finding?.measured?.value ?? 0) > 8)
    }

    @Test("An even talk, passages 5 LU off, short ones and pauses are fine")
    func even() {
        #expect(Self.recorded { Self.speech($0, gain: 0) }.findings(UnevenLoudnessRule()).isEmpty)
        #expect(Self.recorded { Self.speech($0, gain: (30..<60).contains($0) ? -5 : 0) }.findings(UnevenLoudnessRule()).isEmpty)
        #expect(Self.recorded { Self.speech($0, gain: (30..<36).contains($0) ? -12 : 0) }.findings(UnevenLoudnessRule()).isEmpty)
        #expect(Self.recorded { (30..<50).contains($0) ? -38 + sin($0 * 30) : Self.speech($0, gain: 0) }.findings(UnevenLoudnessRule()).isEmpty)
        #expect(Self.recorded { (30..<50).contains($0) ? -120 : Self.speech($0, gain: 0) }.findings(UnevenLoudnessRule()).isEmpty)
    }

    @Test("A loudness range that only pauses widen is fine")
    func range() {
        var recorded = Self.recorded { Self.speech($0, gain: 0) }
        recorded.set.summary.loudnessRange = 18
        #expect(recorded.findings(UnevenLoudnessRule()).isEmpty)
        // Six seconds soft, six loud: no section is long enough, but the range is wide.
        recorded = Self.recorded { Self.speech($0, gain: Int($0 / 6) % 2 == 0 ? 0 : -18) }
        recorded.set.summary.loudnessRange = 18
        #expect(recorded.findings(UnevenLoudnessRule()).first?.measured == Quantity(18, .loudnessRange))
    }
}
