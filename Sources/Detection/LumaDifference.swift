import ReviewModel

/// How much two neighbouring pictures differ: the mean absolute difference of luma, as a whole and in each cell of the motion grid; that of colour
/// where it is more.
package struct LumaDifference: Sendable, Hashable {
    /// Full-range luma, 0 to 1.
    package var whole: Double
    /// Per cell, row by row, in 8-bit steps of full-range luma, 0 to 255.
    package var cells: [Float]

    package static let none = LumaDifference(whole: 0, cells: Array(repeating: 0, count: MotionMap.cells))

    package init(whole: Double, cells: [Float]) {
        self.whole = whole
        self.cells = cells
    }

    /// Takes what differs more elsewhere: in colour.
    mutating func rise(to other: LumaDifference) {
        whole = max(whole, other.whole)
        for cell in cells.indices where other.cells[cell] > cells[cell] { cells[cell] = other.cells[cell] }
    }

    /// Compares two copies of one size.
    package init(_ before: LumaCopy, _ after: LumaCopy, range: LumaRange) {
        precondition(before.width == after.width && before.height == after.height)
        let (width, height) = (after.width, after.height)
        var cells = [Float](repeating: 0, count: MotionMap.cells)
        var columns = [UInt32](repeating: 0, count: width)
        var total: UInt64 = 0
        for row in 0..<MotionMap.rows {
            let lines = (row * height / MotionMap.rows)..<((row + 1) * height / MotionMap.rows)
            Self.sumColumns(before.pixels, after.pixels, width: width, lines: lines, into: &columns)
            for column in 0..<MotionMap.columns {
                let span = (column * width / MotionMap.columns)..<((column + 1) * width / MotionMap.columns)
                let sum = columns[span].reduce(0) { $0 + UInt64($1) }
                total += sum
                // A copy smaller than the grid leaves cells without a pixel.
                let pixels = span.count * lines.count
                cells[row * MotionMap.columns + column] = pixels == 0 ? 0 : Float(Double(sum) / Double(pixels) * range.step * 255)
            }
        }
        self.cells = cells
        whole = Double(total) / Double(max(1, width * height)) * range.step
    }

    /// Absolute differences of some lines, summed down each column. Blocks of lines are summed in 16 bits, twice as many lanes at a time.
    static func sumColumns(_ before: [UInt8], _ after: [UInt8], width: Int, lines: Range<Int>, into columns: inout [UInt32]) {
        // 257 differences of 255 fit into 16 bits.
        let block = 256
        columns.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
        withUnsafeTemporaryAllocation(of: UInt16.self, capacity: width) { narrow in
            before.withUnsafeBufferPointer { before in
                after.withUnsafeBufferPointer { after in
                    guard let before = before.baseAddress, let after = after.baseAddress, let narrow = narrow.baseAddress else { return }
                    for first in stride(from: lines.lowerBound, to: lines.upperBound, by: block) {
                        narrow.initialize(repeating: 0, count: width)
                        for line in first..<min(first + block, lines.upperBound) {
                            add(before + line * width, after + line * width, to: narrow, count: width)
                        }
                        for x in 0..<width { columns[x] &+= UInt32(narrow[x]) }
                    }
                }
            }
        }
    }

    @inline(__always)
    private static func add(
        _ before: UnsafePointer<UInt8>, _ after: UnsafePointer<UInt8>, to sums: UnsafeMutablePointer<UInt16>, count: Int
    ) {
        for x in 0..<count {
            sums[x] &+= UInt16(max(before[x], after[x]) &- min(before[x], after[x]))
        }
    }
}
