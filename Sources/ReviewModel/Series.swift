package import Foundation

/// A measurement taken at a steady interval, kept as 16-bit steps: an hour at five a second is 36 KB.
///
/// Value `i` stands for the span `[start + i * interval, start + (i + 1) * interval)` of the recording.
package struct Series: Sendable, Hashable {
    package var name: SeriesName
    package var unit: Quantity.Unit
    /// Seconds from the start of the recording to the first value.
    package var start: Double
    /// Seconds a value stands for.
    package var interval: Double
    /// What one step of `steps` is worth, in `unit`.
    package var resolution: Double
    /// The values in steps of `resolution`; `missing` where nothing was measured.
    package var steps: [Int16]

    @inlinable package static var missing: Int16 { .min }

    package init(name: SeriesName, unit: Quantity.Unit, start: Double = 0, interval: Double, resolution: Double, steps: [Int16] = []) {
        self.name = name
        self.unit = unit
        self.start = start
        self.interval = interval
        self.resolution = resolution
        self.steps = steps
    }

    package var count: Int { steps.count }

    /// Seconds from the start of the recording to the end of the last value.
    package var end: Double { start + Double(count) * interval }

    /// The value at an index, nil where nothing was measured.
    @inlinable package subscript(index: Int) -> Double? {
        steps[index] == Self.missing ? nil : Double(steps[index]) * resolution
    }

    /// Adds a value, rounded to the resolution and kept within what 16 bits hold; nil or not-a-number becomes missing.
    package mutating func append(_ value: Double?) {
        guard let value, !value.isNaN else {
            steps.append(Self.missing)
            return
        }
        steps.append(Int16(max(-32767, min(32767, (value / resolution).rounded()))))
    }

    /// The span a value stands for.
    package func range(at index: Int) -> TimeRange {
        TimeRange(start: start + Double(index) * interval, end: start + Double(index + 1) * interval)
    }

    /// The values that were measured, in order.
    package var measured: [Double] {
        steps.lazy.filter { $0 != Self.missing }.map { Double($0) * resolution }
    }

    /// The spans over which every value passes a test; a missing value ends a span.
    package func ranges(where test: (Double) -> Bool) -> [TimeRange] {
        var result: [TimeRange] = []
        var first: Int?
        for (index, step) in steps.enumerated() {
            if step != Self.missing, test(Double(step) * resolution) {
                first = first ?? index
            } else if let begun = first {
                result.append(TimeRange(start: range(at: begun).start, end: range(at: index - 1).end))
                first = nil
            }
        }
        if let begun = first { result.append(TimeRange(start: range(at: begun).start, end: range(at: count - 1).end)) }
        return result
    }
}

/// Names are what the report's JSON says; `SeriesName+list.swift` holds those that the child measures.
package struct SeriesName: RawRepresentable, Sendable, Codable, Hashable {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }
}

extension Series: Codable {
    private enum CodingKeys: String, CodingKey {
        case name, unit, start, interval, resolution, steps
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        name = try container.decode(SeriesName.self, forKey: .name)
        unit = try container.decode(Quantity.Unit.self, forKey: .unit)
        start = try container.decode(Double.self, forKey: .start)
        interval = try container.decode(Double.self, forKey: .interval)
        resolution = try container.decode(Double.self, forKey: .resolution)
        steps = Self.steps(littleEndian: try container.decode(Data.self, forKey: .steps))
    }

    /// `steps` are written as base64 of little-endian 16-bit integers.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(unit, forKey: .unit)
        try container.encode(start, forKey: .start)
        try container.encode(interval, forKey: .interval)
        try container.encode(resolution, forKey: .resolution)
        try container.encode(Self.littleEndian(steps), forKey: .steps)
    }

    /// Two bytes a value.
    package static func littleEndian(_ steps: [Int16]) -> Data {
        steps.map(\.littleEndian).withUnsafeBytes { Data($0) }
    }

    package static func steps(littleEndian data: Data) -> [Int16] {
        let bytes = [UInt8](data)
        return stride(from: 0, to: bytes.count - 1, by: 2).map { Int16(bitPattern: UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8) }
    }
}
