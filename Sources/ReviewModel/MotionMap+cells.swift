import Foundation

extension MotionMap {
    /// Some of the map's cells. What is asked of all cells of many layers is asked of 32 at a time.
    package struct Cells: Sendable, Hashable {
        /// Laid out as a layer of `packed`, but of a cell's two bits only the lower one counts: it is set where the cell is one of these.
        fileprivate var bits = SIMD8<UInt64>()

        fileprivate static let lower = SIMD8<UInt64>(repeating: 0x5555_5555_5555_5555)
        fileprivate static let all = Cells(0..<MotionMap.cells)

        fileprivate init(bits: SIMD8<UInt64>) {
            self.bits = bits
        }

        package init(_ cells: some Sequence<Int>) {
            withUnsafeMutableBytes(of: &bits) { bytes in
                for cell in cells { bytes[cell / 4] |= 1 << UInt8(cell % 4 * 2) }
            }
        }

        package var count: Int { bits.indices.reduce(0) { $0 + bits[$1].nonzeroBitCount } }

        package var isEmpty: Bool { bits == SIMD8() }

        package func intersection(_ other: Cells) -> Cells { Cells(bits: bits & other.bits) }

        package func subtracting(_ other: Cells) -> Cells { Cells(bits: bits & ~other.bits) }

        /// The cells that are in all of some sets but for a few of them.
        package static func common(to sets: ArraySlice<Cells>, but misses: Int) -> Cells {
            // Element `i` holds the cells that were missing from more than `i` sets.
            var missed = Array(repeating: SIMD8<UInt64>(), count: misses + 1)
            for set in sets {
                var missing = ~set.bits
                for index in missed.indices { (missed[index], missing) = (missed[index] | missing, missed[index] & missing) }
            }
            return Cells(bits: Self.all.bits & ~missed[misses])
        }
    }

    /// The cells that changed so much in a layer, or more.
    package func cells(in layer: Int, atLeast level: Motion) -> Cells {
        var bits = SIMD8<UInt64>()
        withUnsafeMutableBytes(of: &bits) { target in
            packed.withUnsafeBytes { target.copyMemory(from: .init(rebasing: $0[layer * Self.bytesPerLayer..<(layer + 1) * Self.bytesPerLayer])) }
        }
        let upper = bits &>> 1
        return switch level {
        case .still: .all
        case .slight: Cells(bits: (bits | upper) & Cells.lower)
        case .moving: Cells(bits: upper & Cells.lower)
        case .replaced: Cells(bits: bits & upper & Cells.lower)
        }
    }
}
