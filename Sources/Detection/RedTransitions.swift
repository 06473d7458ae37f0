/// Finds in each cell the transitions to and from saturated red that count for a red flash: one state has R / (R + G + B) of 0.8 or more, and the
/// states lie more than 0.2 apart in the CIE 1976 UCS diagram (WCAG 2.2, "general flash and red flash thresholds", after ISO 9241-391).
///
/// All saturated reds lie within 0.2 of each other, so a transition always enters or leaves them, and transitions alternate.
struct RedTransitions {
    fileprivate static let saturation: Float = 0.8
    fileprivate static let distance: Float = 0.2
    /// What is darker than this, as R + G + B, has no colour but the codec's rounding: it counts as neutral.
    private static let dark: Float = 0.04
    /// CIE 1976 u' and v' of white (D65) and of the red primary of sRGB and BT.709.
    fileprivate static let neutral = SIMD2<Float>(0.1978, 0.4683)
    fileprivate static let primary = SIMD2<Float>(0.4507, 0.5229)
    /// How fast the state outside red that a cell is compared with follows the present one, in seconds: what was a minute ago is no neighbour.
    private static let memory: Float = 1

    fileprivate struct Cell {
        var isRed: Bool
        /// The reddest state since the cell became red; the least red one lately while it is not.
        var state: SIMD2<Float>
        var saturation: Float
    }
    /// Empty while nothing has been red for a while.
    private var cells: [Cell] = []
    private var before: [SIMD4<Float>] = []
    private var idle = 0.0

    /// Adds the transitions that the next picture completes, so many seconds after the one before it.
    mutating func push(_ colours: ColourCells, after elapsed: Double, into transitions: inout [FlashTransition]) {
        defer { before = colours.light }
        let isRed = colours.light.contains { $0.x >= Self.saturation * ($0.x + $0.y + $0.z) && $0.x > Self.saturation * Self.dark }
        idle = isRed ? 0 : idle + elapsed
        if idle > Double(Self.memory) { cells = [] }
        if cells.isEmpty, isRed, !before.isEmpty { cells = before.map { Self.cell($0) } }
        let follow = min(1, Float(elapsed) / Self.memory)
        colours.light.withUnsafeBufferPointer { light in
            cells.withUnsafeMutableBufferPointer { cells in
                for index in cells.indices where cells[index].push(Self.cell(light[index]), follow: follow) {
                    transitions.append(FlashTransition(cell: UInt16(index), isRise: cells[index].isRed))
                }
            }
        }
    }

    /// The state of a cell of a colour.
    private static func cell(_ light: SIMD4<Float>) -> Cell {
        let sum = light.x + light.y + light.z
        guard sum >= dark else { return Cell(isRed: false, state: neutral, saturation: 1 / 3) }
        let saturation = light.x / sum
        return Cell(isRed: saturation >= Self.saturation, state: chromaticity(light.x, light.y, light.z), saturation: saturation)
    }

    /// CIE 1976 u' and v' of linear sRGB.
    private static func chromaticity(_ red: Float, _ green: Float, _ blue: Float) -> SIMD2<Float> {
        let x = 0.4124 * red + 0.3576 * green + 0.1805 * blue
        let y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
        let z = 0.0193 * red + 0.1192 * green + 0.9505 * blue
        return SIMD2(4 * x, 9 * y) / (x + 15 * y + 3 * z)
    }

    fileprivate static func squared(_ left: SIMD2<Float>, _ right: SIMD2<Float>) -> Float {
        let difference = left - right
        return (difference * difference).sum()
    }
}

extension RedTransitions.Cell {
    /// Takes the next state; whether that completes a transition.
    fileprivate mutating func push(_ next: RedTransitions.Cell, follow: Float) -> Bool {
        let isFar = RedTransitions.squared(next.state, state) > RedTransitions.distance * RedTransitions.distance
        if isFar, isRed != next.isRed {
            self = next
            return true
        }
        if isRed {
            if next.saturation > saturation { self = RedTransitions.Cell(isRed: true, state: next.state, saturation: next.saturation) }
        } else if RedTransitions.squared(next.state, RedTransitions.primary) > RedTransitions.squared(state, RedTransitions.primary) {
            state = next.state
        } else {
            state += (next.state - state) * follow
        }
        return false
    }
}
