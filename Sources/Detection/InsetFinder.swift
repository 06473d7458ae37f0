import ReviewModel

/// Finds the rectangle of a camera's picture on drawn content: the largest patch of cells that move or are natural, to the pixel of the copy.
struct InsetFinder {
    private let features: SpanFeatures
    private let lively: [Bool]
    private let natural: [Bool]

    struct Inset {
        var area: PictureArea
        /// It fills the picture.
        var isWhole: Bool
    }

    /// Cells, of 576: what is smaller is a pointer or a timer.
    private static let leastCells = 12
    /// Shares of the patch's cells: so many are natural, and so many move; where most move, fewer must be natural.
    private static let naturalShare = 0.2
    private static let livelyShare = 0.15
    private static let mostLively = 0.5
    private static let leastNatural = 0.06
    /// Shares of the picture: from here on it fills it.
    private static let whole = 0.9
    /// Of the rectangle's cells: a patch that fills less is no picture.
    private static let filled = 0.5

    init(_ features: SpanFeatures, lively: [Bool], natural: [Bool]) {
        self.features = features
        self.lively = lively
        self.natural = natural
    }

    func find() -> Inset? {
        guard let patch = patches().filter(isPicture).max(by: { $0.count < $1.count }) else { return nil }
        let area = refined(box(of: patch))
        return Inset(area: area, isWhole: area.width * area.height >= Self.whole)
    }

    private func isPicture(_ patch: [Int]) -> Bool {
        guard patch.count >= Self.leastCells else { return false }
        let (box, size) = (box(of: patch), Double(patch.count))
        let (soft, moving) = (Double(patch.count { natural[$0] }) / size, Double(patch.count { lively[$0] }) / size)
        let isCamera = soft >= Self.naturalShare && moving >= Self.livelyShare || soft >= Self.leastNatural && moving >= Self.mostLively
        return isCamera && size >= Self.filled * Double(box.columns.count * box.rows.count)
    }

    /// Connected cells that move or are natural.
    private func patches() -> [[Int]] {
        var isOpen = zip(lively, natural).map { $0 || $1 }
        var result: [[Int]] = []
        for first in 0..<SpanGrid.cells where isOpen[first] {
            var patch: [Int] = []
            var border = [first]
            isOpen[first] = false
            while let cell = border.popLast() {
                patch.append(cell)
                let (column, row) = (cell % SpanGrid.columns, cell / SpanGrid.columns)
                for (x, y) in [(column - 1, row), (column + 1, row), (column, row - 1), (column, row + 1)] {
                    guard (0..<SpanGrid.columns).contains(x), (0..<SpanGrid.rows).contains(y), isOpen[y * SpanGrid.columns + x] else { continue }
                    isOpen[y * SpanGrid.columns + x] = false
                    border.append(y * SpanGrid.columns + x)
                }
            }
            result.append(patch)
        }
        return result
    }

    private struct Box {
        var columns: Range<Int>
        var rows: Range<Int>
    }

    private func box(of patch: [Int]) -> Box {
        let columns = patch.map { $0 % SpanGrid.columns }
        let rows = patch.map { $0 / SpanGrid.columns }
        return Box(columns: (columns.min() ?? 0)..<((columns.max() ?? 0) + 1), rows: (rows.min() ?? 0)..<((rows.max() ?? 0) + 1))
    }

    /// The cells' rectangle drawn in to the pixels that changed.
    private func refined(_ box: Box) -> PictureArea {
        let (width, height) = (features.width, features.height)
        guard width > 0, height > 0 else {
            // No pixel is known to have changed: the cells are as near as it gets.
            let (columns, rows) = (Double(SpanGrid.columns), Double(SpanGrid.rows))
            return PictureArea(
                x: Double(box.columns.lowerBound) / columns, y: Double(box.rows.lowerBound) / rows, width: Double(box.columns.count) / columns,
                height: Double(box.rows.count) / rows)
        }
        let left = SpanGrid.span(box.columns.lowerBound, of: width).lowerBound
        let right = SpanGrid.span(box.columns.upperBound - 1, of: width).upperBound
        let top = SpanGrid.lines(box.rows.lowerBound, of: height).lowerBound
        let bottom = SpanGrid.lines(box.rows.upperBound - 1, of: height).upperBound
        let xs = Self.trimmed(left..<right, within: SpanGrid.span(0, of: width).count) { x in (top..<bottom).count { changed(x, $0) } }
        let ys = Self.trimmed(top..<bottom, within: SpanGrid.lines(0, of: height).count) { y in xs.count { changed($0, y) } }
        return PictureArea(
            x: Double(xs.lowerBound) / Double(width), y: Double(ys.lowerBound) / Double(height), width: Double(xs.count) / Double(width),
            height: Double(ys.count) / Double(height))
    }

    private func changed(_ x: Int, _ y: Int) -> Bool { features.pixels[y * features.width + x] >= 2 }

    /// Takes lines in which next to nothing changed off both ends, a cell's worth at most.
    private static func trimmed(_ lines: Range<Int>, within most: Int, _ changed: (Int) -> Int) -> Range<Int> {
        var (first, last) = (lines.lowerBound, lines.upperBound)
        while first < last - 1, first < lines.lowerBound + most, changed(first) < 2 { first += 1 }
        while last > first + 1, last > lines.upperBound - most, changed(last - 1) < 2 { last -= 1 }
        return first..<last
    }
}
