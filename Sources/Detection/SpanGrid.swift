import ReviewModel

/// The grid on which spans of the picture are found and classed: cells of 1/32 of the width and 1/18 of the height, row by row.
enum SpanGrid {
    static let columns = 32
    static let rows = 18
    static let cells = columns * rows

    /// The lines and columns of a copy that a row or a column of cells covers.
    static func lines(_ row: Int, of height: Int) -> Range<Int> { (row * height / rows)..<((row + 1) * height / rows) }
    static func span(_ column: Int, of width: Int) -> Range<Int> { (column * width / columns)..<((column + 1) * width / columns) }

    /// The mean absolute difference of two copies of one size in each cell, in codes.
    static func difference(_ before: LumaCopy, _ after: LumaCopy) -> [Float] {
        var result = [Float](repeating: 0, count: cells)
        var columns = [UInt32](repeating: 0, count: after.width)
        for row in 0..<rows {
            let lines = lines(row, of: after.height)
            LumaDifference.sumColumns(before.pixels, after.pixels, width: after.width, lines: lines, into: &columns)
            for column in 0..<Self.columns {
                let span = span(column, of: after.width)
                let sum = columns[span].reduce(0, &+)
                let pixels = span.count * lines.count
                result[row * Self.columns + column] = pixels == 0 ? 0 : Float(sum) / Float(pixels)
            }
        }
        return result
    }
}
