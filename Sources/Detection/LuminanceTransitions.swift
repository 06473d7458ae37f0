/// A cell's change of state: the cell, and whether it became brighter (or saturated red) or went back.
struct FlashTransition: Hashable {
    var cell: UInt16
    var isRise: Bool
}

/// Finds in each cell the transitions between neighbouring peaks and valleys of relative luminance that count for a general flash: by 10 % or more
/// of the maximum, the darker state below 0.80 (WCAG 2.2, "general flash and red flash thresholds").
struct LuminanceTransitions {
    fileprivate static let step: Float = 0.1
    fileprivate static let darker: Float = 0.8
    /// A tenth that 8-bit codes cannot quite express is still a tenth.
    fileprivate static let slack: Float = 0.0005

    fileprivate struct Cell {
        /// The peak or valley that it has reached last.
        var extreme: Float
        /// 1 where its luminance rose last, -1 where it fell, 0 where it has done neither yet.
        var direction: Int8 = 0
    }
    private var cells: [Cell] = []

    /// Adds the transitions that the next picture completes to a list.
    mutating func push(_ colours: ColourCells, into transitions: inout [FlashTransition]) {
        guard !cells.isEmpty else {
            cells = colours.light.map { Cell(extreme: $0.w) }
            return
        }
        colours.light.withUnsafeBufferPointer { light in
            cells.withUnsafeMutableBufferPointer { cells in
                for index in cells.indices {
                    if let isRise = cells[index].push(light[index].w) { transitions.append(FlashTransition(cell: UInt16(index), isRise: isRise)) }
                }
            }
        }
    }
}

extension LuminanceTransitions.Cell {
    /// Whether the luminance has risen or fallen far enough; nil where it has done neither.
    @inline(__always)
    fileprivate mutating func push(_ value: Float) -> Bool? {
        let step = LuminanceTransitions.step - LuminanceTransitions.slack
        let change = value - extreme
        // The darker state of a rise is where it began, that of a fall where it ends.
        if change >= step, direction != 1, extreme < LuminanceTransitions.darker {
            self = LuminanceTransitions.Cell(extreme: value, direction: 1)
            return true
        }
        if change <= -step, direction != -1, value < LuminanceTransitions.darker {
            self = LuminanceTransitions.Cell(extreme: value, direction: -1)
            return false
        }
        if Float(direction) * change > 0 { extreme = value }
        return nil
    }
}
