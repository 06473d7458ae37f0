import Detection
import Foundation
import ReviewModel
import Testing

/// What EBU Tech 3341 does not ask: other rates and weights, holes, and sound that begins late.
@Suite struct LoudnessMeterTests {
    private static func measure(
        _ channels: [[Float]], weights: [Double] = [1, 1], rate: Int = 48_000, position: Int = 0, piece: Int = 1024
    ) -> Loudness {
        var meter = LoudnessMeter(weights: weights, rate: rate, position: position)
        Sound.feed(channels, piece: piece) { meter.push($0) }
        return meter.finish()
    }

    private static func tone(_ seconds: Double, rate: Int = 48_000, level: Double = -23) -> [Float] {
        Sound.sine(1000, amplitude: pow(10, level / 20), rate: rate, seconds: seconds)
    }

    @Test(arguments: [8000, 16_000, 22_050, 44_100, 48_000, 96_000])
    func theFiltersFitEveryRate(rate: Int) throws {
        let tone = Self.tone(6, rate: rate)
        let loudness = Self.measure([tone, tone], rate: rate)
        #expect(abs(try #require(loudness.integrated) + 23) < 0.1)
    }

    @Test func oneChannelIsHeardFromTwoSpeakers() throws {
        #expect(abs(try #require(Self.measure([Self.tone(5)], weights: [2]).integrated) + 23) < 0.1)
    }

    @Test func whatIsBelowIsNotHeard() throws {
        let (tone, effects) = (Self.tone(5), Sound.sine(60, amplitude: 0.9, rate: 48_000, seconds: 5))
        #expect(abs(try #require(Self.measure([tone, tone, effects], weights: [1, 1, 0]).integrated) + 23) < 0.1)
    }

    @Test(arguments: [1, 333, 48_000])
    func howADecoderCutsTheSoundDoesNotMatter(piece: Int) {
        let tone = Self.tone(4)
        let (whole, cut) = (Self.measure([tone, tone]), Self.measure([tone, tone], piece: piece))
        #expect(whole.series.map(\.steps) == cut.series.map(\.steps))
    }

    @Test func digitalSilenceHasNoLoudness() {
        let silence = [Float](repeating: 0, count: 48_000 * 5)
        let loudness = Self.measure([silence, silence])
        #expect(loudness.integrated == nil && loudness.range == nil && loudness.highestMomentary == nil)
        #expect(loudness.series.allSatisfy { $0.measured.isEmpty })
    }

    /// Windows that are not full yet say nothing, and bins lie on the recording's clock.
    @Test func soundThatBeginsLate() throws {
        let tone = Self.tone(5)
        let momentary = try #require(Self.measure([tone, tone], position: 48_000).series.first)
        #expect(momentary.count == 60)
        #expect((0..<13).allSatisfy { momentary[$0] == nil } && momentary[13] != nil)
    }

    @Test func aHoleIsSilenceToTheWindowsAndALongOneEmptiesThem() throws {
        var meter = LoudnessMeter(weights: [1, 1], rate: 48_000, position: 0)
        let tone = Self.tone(2)
        Sound.feed([tone, tone]) { meter.push($0) }
        meter.skip(48_000 / 5)
        Sound.feed([tone, tone]) { meter.push($0) }
        meter.skip(48_000 * 4)
        Sound.feed([tone, tone]) { meter.push($0) }
        let momentary = try #require(meter.finish().series.first)
        // In the hole there is nothing; after the short one half of the window is silent.
        #expect(momentary[20] == nil && momentary[21] == nil)
        #expect(abs(try #require(momentary[23]) + 26) < 0.3)
        #expect(abs(try #require(momentary[30]) + 23) < 0.1)
        // After the long one the window fills anew.
        #expect((82..<85).allSatisfy { momentary[$0] == nil })
        #expect(abs(try #require(momentary[86]) + 23) < 0.1)
    }
}
