import Foundation

/// The mean colour of each cell of a grid over the picture, in linear light, 0 to 1 (IEC 61966-2-1, the transfer that WCAG's relative luminance
/// is defined with).
struct ColourCells {
    static let columns = 64
    static let rows = 36
    static let count = columns * rows

    /// Red, green, blue, and WCAG's relative luminance of them.
    private(set) var light = [SIMD4<Float>](repeating: .zero, count: count)

    private var luma = [Float](repeating: 0, count: count)
    private var blueDifference = [Float](repeating: 0, count: count)
    private var redDifference = [Float](repeating: 0, count: count)
    private var lines: [UInt16] = []
    /// The columns of a copy that each column of cells covers.
    private var spans: [Range<Int>] = []

    /// A picture without planes, or without colour, counts as grey.
    mutating func measure(_ copy: LumaCopy, range: LumaRange, planes: PicturePlanes?) {
        averageLuma(copy, range: range)
        if let planes, let blue = planes.blue, let red = planes.red {
            let scale: Float = range == .limited ? 1 / 224 : 1 / 255
            Self.sample(blue, scale: scale, into: &blueDifference)
            Self.sample(red, scale: scale, into: &redDifference)
            linearise(planes.matrix)
        } else {
            blueDifference.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
            redDifference.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
            linearise(.bt601)
        }
    }

    /// The pixels of a copy that a cell covers in one direction: at least one, so that a copy smaller than the grid fills it too.
    private static func span(_ cell: Int, of cells: Int, over pixels: Int) -> Range<Int> {
        let first = cell * pixels / cells
        return first..<max(first + 1, (cell + 1) * pixels / cells)
    }

    private mutating func averageLuma(_ copy: LumaCopy, range: LumaRange) {
        let (width, black, step) = (copy.width, Float(range == .limited ? 16 : 0), Float(range.step))
        if lines.count != width {
            lines = Array(repeating: 0, count: width)
            spans = (0..<Self.columns).map { Self.span($0, of: Self.columns, over: width) }
        }
        lines.withUnsafeMutableBufferPointer { lines in
            luma.withUnsafeMutableBufferPointer { luma in
                spans.withUnsafeBufferPointer { spans in
                    for row in 0..<Self.rows {
                        // A cell is at most 1/36 of 320 lines high, so sums fit into 16 bits.
                        let high = Self.span(row, of: Self.rows, over: copy.height)
                        Self.addLines(high, of: copy, into: lines)
                        let scale = step / Float(high.count)
                        for column in spans.indices {
                            var sum: Int32 = 0
                            for x in spans[column] { sum &+= Int32(lines[x]) }
                            luma[row * Self.columns + column] = Float(sum) * scale / Float(spans[column].count) - black * step
                        }
                    }
                }
            }
        }
    }

    private static func addLines(_ span: Range<Int>, of copy: LumaCopy, into lines: UnsafeMutableBufferPointer<UInt16>) {
        copy.pixels.withUnsafeBufferPointer { pixels in
            guard let sums = lines.baseAddress, let pixels = pixels.baseAddress else { return }
            sums.update(repeating: 0, count: copy.width)
            for y in span {
                let line = pixels + y * copy.width
                for x in 0..<copy.width { sums[x] &+= UInt16(line[x]) }
            }
        }
    }

    /// Two samples a cell: a flash is alike all over it, and each row of a plane must be fetched from far away.
    private static func sample(_ plane: Plane, scale: Float, into cells: inout [Float]) {
        let offsets = (0..<2 * columns).map { (2 * $0 + 1) * plane.width / (4 * columns) }
        let neutral: Int32 = 2 * 128
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 2 * columns) { codes in
            guard let line = codes.baseAddress else { return }
            cells.withUnsafeMutableBufferPointer { cells in
                offsets.withUnsafeBufferPointer { offsets in
                    for row in 0..<rows {
                        plane.read(offsets, in: plane.row((2 * row + 1) * plane.height / (2 * rows)), into: line)
                        for column in 0..<columns {
                            let sum = Int32(line[2 &* column]) + Int32(line[2 &* column &+ 1])
                            cells[row &* columns &+ column] = Float(sum - neutral) * (scale / 2)
                        }
                    }
                }
            }
        }
    }

    private mutating func linearise(_ matrix: ColourMatrix) {
        let weights = matrix.weights
        Self.curve.withUnsafeBufferPointer { curve in
            light.withUnsafeMutableBufferPointer { light in
                luma.withUnsafeBufferPointer { luma in
                    blueDifference.withUnsafeBufferPointer { blues in
                        redDifference.withUnsafeBufferPointer { reds in
                            for cell in light.indices {
                                let (y, b, r) = (luma[cell], blues[cell], reds[cell])
                                let red = curve[Self.index(y + weights.redToRed * r)]
                                let green = curve[Self.index(y + weights.blueToGreen * b + weights.redToGreen * r)]
                                let blue = curve[Self.index(y + weights.blueToBlue * b)]
                                light[cell] = SIMD4(red, green, blue, 0.2126 * red + 0.7152 * green + 0.0722 * blue)
                            }
                        }
                    }
                }
            }
        }
    }

    private static let steps = 2047

    @inline(__always)
    private static func index(_ value: Float) -> Int { Int(max(0, min(1, value)) * Float(steps) + 0.5) }

    /// Linear light of a gamma-coded value.
    private static let curve: [Float] = (0...steps).map { step in
        let value = Double(step) / Double(steps)
        return Float(value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4))
    }
}
