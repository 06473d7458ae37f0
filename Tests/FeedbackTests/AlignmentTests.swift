import ReviewModel
import TestSupport
import Testing

@testable import Feedback

/// Pieces of a lecture that were cut, put elsewhere in time, made louder and noisier.
@Suite("Finding a recording in another") struct AlignmentTests {
    /// Loudness of a talk: sentences and pauses, as a generator with a fixed seed makes them. Ten values a second.
    static func talk(seconds: Int, seed: UInt64) -> [Double] {
        var generator = SplitMix64(seed: seed)
        var (values, level) = ([Double](), -20.0)
        while values.count < seconds * 10 {
            let isPause = generator.next() % 5 == 0
            level = isPause ? -48 : -24 + Double(generator.next() % 90) / 10
            for _ in 0..<Int(3 + generator.next() % 12) { values.append(level + Double(generator.next() % 30) / 10) }
        }
        return Array(values.prefix(seconds * 10))
    }

    static func measurements(_ loudness: [Double], gain: Double = 0, noise seed: UInt64? = nil) -> MeasurementSet {
        var series = Series(name: .loudnessMomentary, unit: .loudness, interval: 0.1, resolution: 0.01)
        var generator = SplitMix64(seed: seed ?? 1)
        for value in loudness { series.append(value + gain + (seed == nil ? 0 : Double(generator.next() % 200) / 100 - 1)) }
        var set = MeasurementSet(series: [series])
        set.summary.integratedLoudness = -21 + gain
        return set
    }

    private static func shifts(_ pieces: [Comparison.Piece]) -> [Double] { pieces.map { ($0.shift * 10).rounded() / 10 } }

    @Test("The same with 7 s less at the start, louder and noisier", arguments: [90, 600, 3_600])
    func trimmed(seconds: Int) throws {
        let talk = Self.talk(seconds: seconds, seed: 7)
        let pieces = RecordingAlignment.pieces(of: Self.measurements(talk), in: Self.measurements(Array(talk.dropFirst(70)), gain: 6, noise: 3))
        #expect(Self.shifts(pieces) == [-7])
        #expect(abs(try #require(pieces.first).range.start - 7) < 0.3)
        #expect(pieces.places(of: TimeRange(start: 1, end: 5)).isEmpty)
        #expect(pieces.places(of: TimeRange(start: 40, end: 45)) == [TimeRange(start: 33, end: 38)])
    }

    @Test("A stretch cut out of the middle and one put in")
    func edited() throws {
        let talk = Self.talk(seconds: 400, seed: 8)
        let other = Self.talk(seconds: 30, seed: 99)
        let new = Array(talk[..<1_000]) + Array(talk[1_250..<2_500]) + other + Array(talk[2_500...])
        let pieces = RecordingAlignment.pieces(of: Self.measurements(talk), in: Self.measurements(new, gain: -4, noise: 5))
        #expect(Self.shifts(pieces) == [0, -25, 5])
        for (piece, edges) in zip(pieces, [(0, 100), (125, 250), (250, 400)] as [(Double, Double)]) {
            #expect(abs(piece.range.start - edges.0) < 1)
            #expect(edges.1 == 400 || abs(piece.range.end - edges.1) < 1)
        }
    }

    @Test("Another lecture is not taken for it")
    func other() {
        let pieces = RecordingAlignment.pieces(
            of: Self.measurements(Self.talk(seconds: 600, seed: 1)), in: Self.measurements(Self.talk(seconds: 600, seed: 2)))
        #expect(pieces.isEmpty)
    }

    @Test("Without sound the picture tells")
    func picture() {
        func set(_ values: [Double]) -> MeasurementSet {
            var series = Series(name: .lumaMean, unit: .luma, interval: 0.2, resolution: 1.0 / 4096)
            for value in values { series.append(value) }
            return MeasurementSet(series: [series])
        }
        let light = Self.talk(seconds: 60, seed: 4).map { ($0 + 60) / 80 }
        #expect(Self.shifts(RecordingAlignment.pieces(of: set(light), in: set(Array(light.dropFirst(50))))) == [-10])
    }
}
