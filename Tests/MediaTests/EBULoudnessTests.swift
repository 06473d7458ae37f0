import CLibAV
import Detection
import Foundation
import ReviewModel
import Testing

@testable import Media

/// The signals of EBU Tech 3341 (table 1) and Tech 3342 (table 1), made here and given to the meter without a file.
///
/// Left out: 7 and 8 are recordings; 20 to 23 do not say how their signal is filtered.
@Suite("EBU reference signals")
struct EBULoudnessTests {
    private typealias Step = (seconds: Double, level: Double)

    struct Reading {
        var integrated: Double?
        var range: Double?
        var peak: Double?
        var highestMomentary: Double?
        var highestShortTerm: Double?
        var series: [Series]

        func measured(_ name: SeriesName) -> [Double] { series.first { $0.name == name }?.measured ?? [] }
    }

    private static let rate = 48_000
    private static let front: [AVChannel] = [AV_CHAN_FRONT_LEFT, AV_CHAN_FRONT_RIGHT]

    /// A 1 kHz sine of 48 samples a period; levels are those of its peak, dBFS.
    private static let period = (0..<48).map { Float(sin(2 * Double.pi * Double($0) / 48)) }

    private static func tone(_ steps: [Step]) -> [Float] {
        steps.flatMap { step -> [Float] in
            let amplitude = Float(pow(10, step.level / 20))
            return (0..<Int((step.seconds * Double(rate)).rounded())).map { amplitude * period[$0 % 48] }
        }
    }

    private static func read(_ channels: [[Float]], _ layout: [AVChannel] = front) -> Reading {
        var meter = LoudnessMeter(weights: SpeakerPlaces.loudnessWeights(layout), rate: rate, position: 0)
        var peaks = PeakMeter(channels: layout.count, rate: rate, position: 0)
        let count = channels[0].count
        let planes = channels.map { channel in
            let plane = UnsafeMutablePointer<Float>.allocate(capacity: count)
            plane.initialize(from: channel, count: count)
            return plane
        }
        defer { planes.forEach { $0.deallocate() } }
        for first in stride(from: 0, to: count, by: 1024) {
            let sound = PlanarSamples(planes: planes.map { UnsafePointer($0 + first) }, count: min(1024, count - first))
            meter.push(sound)
            peaks.push(sound)
        }
        let result = meter.finish()
        return Reading(
            integrated: result.integrated, range: result.range, peak: peaks.finish().highest, highestMomentary: result.highestMomentary,
            highestShortTerm: result.highestShortTerm, series: result.series)
    }

    private static func stereo(_ steps: [Step]) -> Reading {
        let side = tone(steps)
        return read([side, side])
    }

    @Test("Tech 3341, 1 and 2: a steady tone reads its level", arguments: [-23.0, -33])
    func steady(level: Double) throws {
        let reading = Self.stereo([(20, level)])
        let all = [try #require(reading.integrated)] + reading.measured(.loudnessMomentary) + reading.measured(.loudnessShortTerm)
        #expect(all.count > 200 && all.allSatisfy { abs($0 - level) <= 0.1 })
    }

    @Test(
        "Tech 3341, 3 to 5: integrated loudness is gated",
        arguments: [[10.0, -36, 60, -23, 10, -36], [10, -72, 10, -36, 60, -23, 10, -36, 10, -72], [20, -26, 20.1, -20, 20, -26]])
    func gates(secondsAndLevels: [Double]) throws {
        let reading = Self.stereo(
            stride(from: 0, to: secondsAndLevels.count, by: 2).map { (seconds: secondsAndLevels[$0], level: secondsAndLevels[$0 + 1]) })
        #expect(abs(try #require(reading.integrated) + 23) <= 0.1)
    }

    @Test("Tech 3341, 6: surround")
    func surround() throws {
        let layout = [AV_CHAN_FRONT_LEFT, AV_CHAN_FRONT_RIGHT, AV_CHAN_FRONT_CENTER, AV_CHAN_SIDE_LEFT, AV_CHAN_SIDE_RIGHT]
        let reading = Self.read([-28.0, -28, -24, -30, -30].map { Self.tone([(20, $0)]) }, layout)
        #expect(abs(try #require(reading.integrated) + 23) <= 0.1)
    }

    @Test("Tech 3341, 9: short-term loudness is steady over its window")
    func shortTerm() throws {
        let reading = Self.stereo((0..<5).flatMap { _ in [(1.34, -20), (1.66, -30)] })
        let values = reading.measured(.loudnessShortTerm)
        #expect(values.count >= 12 && values.allSatisfy { abs($0 + 23) <= 0.1 })
    }

    @Test("Tech 3341, 12: momentary loudness is steady over its window")
    func momentary() throws {
        let reading = Self.stereo((0..<25).flatMap { _ in [(0.18, -20), (0.22, -30)] })
        let values = reading.measured(.loudnessMomentary).dropFirst(7)
        #expect(values.count >= 85 && values.allSatisfy { abs($0 + 23) <= 0.1 })
    }

    @Test("Tech 3341, 10: the highest short-term loudness of a tone, wherever it begins", arguments: 0..<20)
    func highestShortTerm(file: Int) throws {
        let reading = Self.stereo([(0.15 * Double(file), -.infinity), (3, -23), (1, -.infinity)])
        #expect(abs(try #require(reading.highestShortTerm) + 23) <= 0.1)
    }

    /// The n-th of tones that begin later and are 1 dB louder each time.
    private static func burst(_ number: Int, of seconds: Double, after delay: Double, before rest: Double) -> [Step] {
        let late = delay * Double(number)
        return [(late, -.infinity), (seconds, -38 + Double(number)), (rest - late, -.infinity)]
    }

    /// The highest so far, after each of the tones, that grow louder.
    @Test("Tech 3341, 11: the same in one file", arguments: 0..<20)
    func highestShortTermSoFar(tones: Int) throws {
        let reading = Self.stereo((0...tones).flatMap { Self.burst($0, of: 3, after: 0.15, before: 3) })
        #expect(abs(try #require(reading.highestShortTerm) - (-38 + Double(tones))) <= 0.1)
    }

    @Test("Tech 3341, 13: the highest momentary loudness of a burst, wherever it begins", arguments: 0..<20)
    func highestMomentary(file: Int) throws {
        let reading = Self.stereo([(0.02 * Double(file), -.infinity), (0.4, -23), (1, -.infinity)])
        #expect(abs(try #require(reading.highestMomentary) + 23) <= 0.1)
    }

    @Test("Tech 3341, 14: the same in one file", arguments: 0..<20)
    func highestMomentarySoFar(bursts: Int) throws {
        let reading = Self.stereo((0...bursts).flatMap { Self.burst($0, of: 0.4, after: 0.02, before: 0.4) })
        #expect(abs(try #require(reading.highestMomentary) - (-38 + Double(bursts))) <= 0.1)
    }

    struct Peak: Sendable {
        var amplitude: Double
        /// Samples.
        var period: Double
        /// Degrees.
        var phase: Double
        /// dBTP.
        var reading: Double
    }

    /// A tone that starts abruptly has a higher peak of its own; so it fades in and out over 0.5 s.
    @Test(
        "Tech 3341, 15 to 19: true peaks between samples",
        arguments: [
            Peak(amplitude: 0.5, period: 4, phase: 0, reading: -6), Peak(amplitude: 0.5, period: 4, phase: 45, reading: -6),
            Peak(amplitude: 0.5, period: 6, phase: 60, reading: -6), Peak(amplitude: 0.5, period: 8, phase: 67.5, reading: -6),
            Peak(amplitude: 1.41, period: 4, phase: 45, reading: 3),
        ])
    func truePeak(_ tone: Peak) throws {
        let count = 3 * Self.rate
        let side = (0..<count).map { index in
            let fade = min(1, Double(min(index, count - index)) / Double(Self.rate / 2))
            return Float(fade * tone.amplitude * sin(2 * Double.pi * (Double(index) / tone.period + tone.phase / 360)))
        }
        let read = try #require(Self.read([side, side]).peak)
        #expect((tone.reading - 0.4...tone.reading + 0.2).contains(read))
    }

    @Test(
        "Tech 3342, 1 to 4: loudness range",
        arguments: zip([[-20.0, -30], [-20, -15], [-40, -20], [-50, -35, -20, -35, -50]], [10.0, 5, 20, 15]))
    func range(levels: [Double], range: Double) throws {
        let reading = Self.stereo(levels.map { (seconds: 20, level: $0) })
        #expect(abs(try #require(reading.range) - range) <= 1)
    }
}
