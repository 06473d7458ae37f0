import Detection
import Foundation
import ReviewModel
import Testing

@Suite struct HoleMeterTests {
    private static let rate = 48_000

    /// Something like a voice: a buzz whose strength swings, over faint noise.
    private static func voice(seconds: Double, rate: Int = rate) -> [Float] {
        var noise = Noise(state: 3)
        return (0..<Int(seconds * Double(rate))).map { (index: Int) -> Float in
            let turn = 2 * Double.pi * Double(index) / Double(rate)
            var buzz = 0.0
            for harmonic in 1...8 {
                let order = Double(harmonic)
                buzz += sin(120 * order * turn + order * order) / order
            }
            let strength = 0.06 + 0.03 * sin(3 * turn)
            return Float(strength * buzz) + Float.random(in: -0.0005...0.0005, using: &noise)
        }
    }

    private static func holes(_ channels: [[Float]], rate: Int = rate, piece: Int = 1024) -> [MediaEvent] {
        var meter = HoleMeter(channels: channels.count, rate: rate, position: 0)
        Sound.feed(channels, piece: piece) { meter.push($0) }
        return meter.finish()
    }

    private static func silencing(_ samples: [Float], _ start: Double, _ length: Double, rate: Int = rate) -> [Float] {
        var result = samples
        for index in Int(start * Double(rate))..<Int((start + length) * Double(rate)) { result[index] = 0 }
        return result
    }

    @Test(arguments: [0.012, 0.05, 0.2, 0.45], [48_000, 44_100, 16_000])
    func aHoleIsFoundToTheSample(length: Double, rate: Int) throws {
        let voice = Self.silencing(Self.voice(seconds: 2, rate: rate), 1.003, length, rate: rate)
        let holes = Self.holes([voice], rate: rate)
        let hole = try #require(holes.first)
        #expect(holes.count == 1)
        #expect(abs(hole.start - 1.003) < 1.5 / Double(rate))
        #expect(abs(hole.end - 1.003 - length) < 1.5 / Double(rate))
        #expect(hole.value > 27 && hole.channel == 0)
    }

    @Test(arguments: [1, 100, 441, 4096])
    func howADecoderCutsTheSoundDoesNotMatter(piece: Int) {
        let voice = Self.silencing(Self.voice(seconds: 2), 1, 0.05)
        let ranges = [Self.holes([voice], piece: piece), Self.holes([voice])].map { $0.map { [$0.start, $0.end] } }
        #expect(ranges[0] == ranges[1] && ranges[0].count == 1)
    }

    @Test func oneSideAloneIsNamed() {
        let voice = Self.voice(seconds: 2)
        #expect(Self.holes([voice, Self.silencing(voice, 1, 0.05)]).map(\.channel) == [1])
    }

    @Test func noiseThatACoderLeavesInAHoleDoesNotHideIt() {
        var voice = Self.voice(seconds: 2)
        var noise = Noise(state: 9)
        for index in 48_000..<50_400 { voice[index] = Float.random(in: -0.0008...0.0008, using: &noise) }
        #expect(Self.holes([voice]).count == 1)
    }

    @Test func aHoleMayBeginWhereASyllableFades() throws {
        var voice = Self.voice(seconds: 2)
        for index in 43_200..<48_000 { voice[index] *= Float(pow(10, -Double(index - 43_200) / 6400)) }
        let hole = try #require(Self.holes([Self.silencing(voice, 1, 0.3)]).first)
        #expect(abs(hole.start - 1) < 0.002 && abs(hole.end - 1.3) < 0.002)
    }

    /// What a coder smears over the edges of digital silence is 40 dB under the voice before it.
    @Test func aCodersSmearDoesNotHideAHole() throws {
        var voice = Self.silencing(Self.voice(seconds: 2), 1, 0.2)
        var noise = Noise(state: 5)
        for index in 48_000..<48_120 { voice[index] = Float.random(in: -0.001...0.001, using: &noise) }
        for index in 57_450..<57_600 { voice[index] = Float.random(in: -0.00002...0.00002, using: &noise) }
        // The voice comes back softly at first.
        for index in 57_600..<58_900 { voice[index] *= 0.04 }
        let hole = try #require(Self.holes([voice]).first)
        #expect(abs(hole.start - 1) < 0.01 && abs(hole.end - 1.2) < 0.05)
    }

    @Test func aWordThatRingsOutIsNoHole() {
        var voice = Self.voice(seconds: 2)
        // 2 dB a millisecond, as fast as a mouth closes; then as suddenly back as a plosive.
        for index in 48_000..<52_800 { voice[index] *= Float(pow(10, -Double(index - 48_000) / 480)) }
        #expect(Self.holes([voice]).isEmpty)
    }

    @Test func fadesStartsAndEndsAreNone() {
        var voice = Self.silencing(Self.voice(seconds: 2), 0, 0.3)
        for index in 48_000..<voice.count { voice[index] *= max(0, 1 - Float(index - 48_000) / 24_000) }
        #expect(Self.holes([voice]).isEmpty)
    }

    @Test func silenceInTheNoiseBetweenWordsCountsAsTheLeast() {
        var noise = Noise(state: 5)
        var sound = Self.voice(seconds: 1)
        sound += (0..<48_000).map { _ in Float.random(in: -0.002...0.002, using: &noise) }
        #expect(Self.holes([Self.silencing(sound, 1.8, 0.06)]).map(\.value) == [20])
    }

    @Test func whatTheRecordingLacksIsNoHole() {
        var meter = HoleMeter(channels: 1, rate: Self.rate, position: 0)
        Sound.feed([Self.voice(seconds: 1)]) { meter.push($0) }
        meter.skip(2400)
        Sound.feed([Self.voice(seconds: 1)]) { meter.push($0) }
        #expect(meter.finish().isEmpty)
    }

    @Test func eightBitsHaveNoHolesBetweenWords() {
        // Words of eight bits that fade into a pause of nothing but zeros.
        let voice = Self.voice(seconds: 4).enumerated().map { index, sample in
            let strength = Float(max(0, sin(2 * .pi * 2 * Double(index) / Double(Self.rate))))
            return (sample * strength * 128).rounded() / 128
        }
        #expect(Self.holes([voice]).isEmpty)
    }
}
