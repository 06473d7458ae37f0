import Detection
import Testing

@testable import Detection

@Suite struct HeardMixTests {
    private static let sine = Sound.sine(440, amplitude: 0.5, rate: 48_000, seconds: 0.5)

    @Test func bothSidesAlikeAreAveraged() {
        #expect(Self.mixed([Self.sine, Self.sine]) == Self.sine)
    }

    @Test func oppositeSidesDoNotVanish() {
        #expect(Self.power(Self.mixed([Self.sine, Self.sine.map { -$0 }])) > 0.12)
    }

    @Test func oneLiveSideKeepsItsLevel() {
        let silence = [Float](repeating: 0, count: Self.sine.count)
        #expect(Self.mixed([silence, Self.sine]) == Self.sine)
        #expect(Self.mixed([silence, silence, Self.sine, silence, silence, silence]) == Self.sine)
    }

    private static func mixed(_ channels: [[Float]]) -> [Float] {
        var mix = HeardMix()
        var mono: [Float] = []
        Sound.feed(channels) { mix.mix($0, into: &mono) }
        return mono
    }

    private static func power(_ samples: [Float]) -> Float {
        samples.reduce(0) { $0 + $1 * $1 } / Float(samples.count)
    }
}
