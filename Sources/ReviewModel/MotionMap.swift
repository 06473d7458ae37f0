package import Foundation

/// Where the picture moved: a coarse grid of cells, one layer per interval, two bits a cell.
///
/// It tells a static slide from a camera that froze, and finds an inset that moves on a slide that does not.
/// An hour at five layers a second is 650 KB.
package struct MotionMap: Sendable, Codable, Hashable {
    package static let columns = 16
    package static let rows = 9
    package static let cells = columns * rows
    static let bytesPerLayer = cells / 4

    /// Seconds a layer stands for; layer `i` covers `[i * interval, (i + 1) * interval)`.
    package var interval: Double
    /// Four cells a byte, row by row, the first cell in the lowest bits.
    package var packed: Data

    package init(interval: Double, packed: Data = Data()) {
        self.interval = interval
        self.packed = packed
    }

    /// How much a cell changed between neighbouring pictures, the most within the interval.
    package enum Motion: UInt8, Sendable, Comparable, CaseIterable {
        /// Nothing beyond what a codec does to a still picture.
        case still
        /// Grain, a small pointer, a slow change.
        case slight
        /// Something moves here.
        case moving
        /// The cell's content was replaced.
        case replaced

        package static func < (left: Motion, right: Motion) -> Bool { left.rawValue < right.rawValue }
    }

    package var layers: Int { packed.count / Self.bytesPerLayer }

    /// Adds a layer of `cells` values, row by row.
    package mutating func append(_ layer: [Motion]) {
        precondition(layer.count == Self.cells)
        for index in stride(from: 0, to: Self.cells, by: 4) {
            packed.append(
                layer[index].rawValue | layer[index + 1].rawValue << 2 | layer[index + 2].rawValue << 4 | layer[index + 3].rawValue << 6)
        }
    }

    package subscript(layer layer: Int, cell cell: Int) -> Motion {
        let byte = packed[packed.startIndex + layer * Self.bytesPerLayer + cell / 4]
        return Motion(rawValue: byte >> UInt8(cell % 4 * 2) & 3) ?? .still
    }
}
