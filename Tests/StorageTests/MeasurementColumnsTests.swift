import Foundation
import ReviewModel
import Storage
import Testing

@Suite("Measurement columns")
struct MeasurementColumnsTests {
    private func set(seconds: Int) -> MeasurementSet {
        var set = MeasurementSet()
        let values = (0..<seconds * 5).map { Int16(truncatingIfNeeded: $0 * 37) }
        for name in [SeriesName.lumaMean, .lumaHighMaximum, .lumaHighMinimum, .lumaLow, .change, .frames, .motionFirst, .motionLast] {
            set.series.append(Series(name: name, unit: .luma, interval: 0.2, resolution: 0.001, steps: values))
        }
        for channel in 0..<2 {
            set.series.append(
                Series(
                    name: .level(channel: channel), unit: .decibelsFullScale, interval: 0.05, resolution: 0.01,
                    steps: (0..<seconds * 20).map { Int16(truncatingIfNeeded: $0) }))
        }
        set.motion = MotionMap(interval: 0.2, packed: Data(repeating: 0b1110_0100, count: seconds * 5 * MotionMap.cells / 4))
        set.events = [MediaEvent(.pictureChange, start: 1.24, value: 0.5)]
        set.summary.integratedLoudness = -23.1
        return set
    }

    @Test("A set comes back as it was")
    func roundTrip() throws {
        let set = set(seconds: 60)
        #expect(try MeasurementColumns.decode(MeasurementColumns.encode(set)) == set)
    }

    @Test("Values that come many times in a row take next to nothing", arguments: [1, 2, 65_535, 65_536, 200_000])
    func runs(length: Int) throws {
        let steps = Array(repeating: Int16(0), count: length) + [7] + Array(repeating: Series.missing, count: length) + [-1]
        let set = MeasurementSet(series: [Series(name: .clippedSamples, unit: .count, interval: 0.1, resolution: 1, steps: steps)])
        let data = try MeasurementColumns.encode(set)
        #expect(try MeasurementColumns.decode(data) == set)
        #expect(data.count < 500)
    }

    @Test("Runs that do not fill their column are refused")
    func damagedRuns() throws {
        let steps = Array(repeating: Int16(3), count: 1000)
        var data = try MeasurementColumns.encode(
            MeasurementSet(series: [Series(name: .clippedSamples, unit: .count, interval: 0.1, resolution: 1, steps: steps)]))
        data[data.count - 4] ^= 1
        #expect(throws: StorageError.self) { try MeasurementColumns.decode(data) }
    }

    @Test("An hour takes less than 2 MB")
    func size() throws {
        #expect(try MeasurementColumns.encode(set(seconds: 3600)).count < 2_000_000)
    }

    @Test("A blob that is cut off or foreign is refused", arguments: [0, 3, 7, 60, 500])
    func damaged(length: Int) throws {
        let data = try MeasurementColumns.encode(set(seconds: 10))
        #expect(throws: StorageError.self) { try MeasurementColumns.decode(data.prefix(length)) }
        #expect(throws: StorageError.self) { try MeasurementColumns.decode(Data("JUNK".utf8) + data.dropFirst(4)) }
    }
}
