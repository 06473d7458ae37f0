package import Foundation
package import ReviewModel

/// A measurement set as one compact blob: a JSON head, then each series' values as two bytes, or as runs where that is shorter, then the motion map.
///
/// Layout: `LMC1`, the head's length as a little-endian 32-bit integer, the head, the columns in the head's order.
package enum MeasurementColumns {
    private static let magic = Data("LMC1".utf8)

    private struct Head: Codable {
        var series: [Column]
        var events: [MediaEvent]
        var motionInterval: Double?
        /// Nil in sets from before spans were measured.
        var spans: [PictureSpan]?
        var summary: MeasurementSet.Summary
    }

    private struct Column: Codable {
        var name: SeriesName
        var unit: Quantity.Unit
        var start: Double
        var interval: Double
        var resolution: Double
        var count: Int
        /// The values stand there as so many runs; nil where each stands for itself.
        var runs: Int?
    }

    package static func encode(_ set: MeasurementSet) throws -> Data {
        let pairs = set.series.map { StepRuns.pairs(of: $0.steps) }
        let runs = zip(set.series, pairs).map { $1.count < $0.count ? $1.count / 2 : nil }
        let head = try StoredJSON.data(
            Head(
                series: zip(set.series, runs).map {
                    Column(
                        name: $0.name, unit: $0.unit, start: $0.start, interval: $0.interval, resolution: $0.resolution, count: $0.count, runs: $1)
                },
                events: set.events, motionInterval: set.motion?.interval, spans: set.spans, summary: set.summary))
        var data = magic
        withUnsafeBytes(of: UInt32(head.count).littleEndian) { data.append(contentsOf: $0) }
        data.append(head)
        for index in set.series.indices {
            data.append(Series.littleEndian(runs[index] == nil ? set.series[index].steps : pairs[index]))
        }
        if let motion = set.motion { data.append(motion.packed) }
        return data
    }

    package static func decode(_ data: Data) throws -> MeasurementSet {
        let data = Data(data)
        guard data.count >= 8, data.prefix(4) == magic else { throw damaged }
        let headEnd = 8 + data[4..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
        guard headEnd <= data.count else { throw damaged }
        let head: Head = try StoredJSON.value(data[8..<headEnd])
        var offset = headEnd
        var set = MeasurementSet(events: head.events, spans: head.spans ?? [], summary: head.summary)
        for column in head.series {
            let values = column.runs.map { 2 * $0 } ?? column.count
            guard column.count >= 0, (0...data.count).contains(values) else { throw damaged }
            let end = offset + values * 2
            guard end <= data.count else { throw damaged }
            let stored = Series.steps(littleEndian: data[offset..<end])
            guard let steps = column.runs == nil ? stored : StepRuns.steps(of: stored, count: column.count) else { throw damaged }
            set.series.append(
                Series(
                    name: column.name, unit: column.unit, start: column.start, interval: column.interval, resolution: column.resolution, steps: steps)
            )
            offset = end
        }
        set.motion = head.motionInterval.map { MotionMap(interval: $0, packed: data[offset...]) }
        return set
    }

    private static var damaged: StorageError { StorageError(.corrupt, "A stored measurement set is damaged.") }
}
