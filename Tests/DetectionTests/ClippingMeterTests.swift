import Detection
import ReviewModel
import Testing

@Suite struct ClippingMeterTests {
    private static func clipped(_ samples: [Float], piece: Int = 1024) -> Int {
        var meter = ClippingMeter(channels: 1, rate: 48_000, position: 0)
        Sound.feed([samples], piece: piece) { meter.push($0) }
        return Int(meter.finish().measured.reduce(0, +))
    }

    @Test func countsFlatTopsAtFullScale() {
        let wave: [Float] = [0.5, 1, 1, 1, 0.5, 0, -0.5, -1, -1, -1, -1, -0.5, 0]
        #expect(Self.clipped(wave) == 7)
        // However the decoder cuts it.
        #expect(Self.clipped(wave, piece: 1) == 7)
        #expect(Self.clipped(wave, piece: 3) == 7)
    }

    @Test func twoSamplesAtFullScaleAreAPeak() {
        #expect(Self.clipped([0, 1, 1, 0, -1, -1, 0]) == 0)
    }

    @Test func countsFlatTopsThatWereTurnedDown() {
        let sine = Sound.sine(440, amplitude: 1, rate: 48_000, seconds: 0.5).map { max(-0.5, min(0.5, $0)) }
        let flat = sine.count { abs($0) == 0.5 }
        #expect(abs(Self.clipped(sine) - flat) < flat / 20)
    }

    @Test(arguments: [40.0, 100, 440, 997])
    func aCleanSineHasNone(frequency: Double) {
        #expect(Self.clipped(Sound.sine(frequency, amplitude: 0.9, rate: 48_000, seconds: 1)) == 0)
    }

    @Test func silenceAndSquareStepsBelowTheLevelAreNone() {
        #expect(Self.clipped(Array(repeating: 0, count: 4800)) == 0)
        #expect(Self.clipped([0, 0.2, 0.2, 0.2, 0.2, 0.2, 0]) == 0)
        // A staircase: flat, but the wave goes on upwards.
        #expect(Self.clipped([0, 0.3, 0.3, 0.3, 0.3, 0.6, 0]) == 0)
    }

    @Test(arguments: [180.0, 300, 441], [8000, 22_050])
    func eightBitsAreFlatButNotClipped(frequency: Double, rate: Int) {
        let sine = Sound.sine(frequency, amplitude: 0.8, rate: rate, seconds: 1)
        #expect(Self.clipped(sine.map { ($0 * 128).rounded() / 128 }) == 0)
        // The codes of μ-law and A-law: 16 to every halving.
        let logarithmic = sine.map { sample in
            let step = Float(sign: .plus, exponent: max(-7, Int(sample.exponent)) - 4, significand: 1)
            return (sample / step).rounded() * step
        }
        #expect(Self.clipped(logarithmic) == 0)
    }

    @Test func eightBitsThatAreClippedAre() {
        let low = Sound.sine(331.7, amplitude: 1.1, rate: 22_050, seconds: 1)
        let high = Sound.sine(1277.3, amplitude: 0.3, rate: 22_050, seconds: 1)
        let clipped = zip(low, high).map { (max(-0.6, min(0.6, $0 + $1)) * 128).rounded() / 128 }
        let flat = clipped.count { abs($0) > 0.599 }
        #expect(Self.clipped(clipped) > flat / 3)
    }
}
