/// The black at one edge of a picture.
struct BlackBar: Hashable {
    /// Share of the picture's height or width.
    var size: Double
    /// The share of its inner edge along which lit content follows.
    var edge: Double

    /// Luma up to which a pixel is black: a #121212 slide is at 0.07.
    private static let black = 0.045
    /// Luma by which content must stand above black, and how deep it must be, as a share of the picture's height: a line under a title is no content.
    private static let lit = 0.06
    private static let depth = 0.03
    /// Specks that a codec leaves in black: the share of a line that may be above it.
    private static let specks = 0.01

    /// At the top, the bottom, the left and the right; nil for a picture that is black all over.
    static func all(in picture: MeasuredPicture) -> [BlackBar]? {
        let lines = LumaLines(copy: picture.copy)
        let limit = code(black, picture.range)
        guard let rows = lines.content(.rows, in: 0..<picture.copy.width, above: limit, specks: specks) else { return nil }
        guard let columns = lines.content(.columns, in: rows, above: limit, specks: specks) else { return nil }
        let exact = FineEdges(picture: picture, limit: limit)
        let (width, height) = (Double(picture.copy.width), Double(picture.copy.height))
        let deep = max(2, Int((depth * height).rounded()))
        let bright = code(lit, picture.range)
        func bar(_ direction: LumaLines.Direction, _ size: Int, from end: Bool, _ across: Range<Int>, _ whole: Double) -> BlackBar {
            guard size > 0 else { return BlackBar(size: 0, edge: 0) }
            let edge = lines.lit(direction, behind: size, from: end, depth: deep, in: across, above: bright)
            let fine = edge > 0 ? exact?.size(direction, near: size, from: end, in: across) : nil
            return BlackBar(size: fine ?? Double(size) / whole, edge: edge)
        }
        return [
            bar(.rows, rows.lowerBound, from: false, columns, height), bar(.rows, picture.copy.height - rows.upperBound, from: true, columns, height),
            bar(.columns, columns.lowerBound, from: false, rows, width),
            bar(.columns, picture.copy.width - columns.upperBound, from: true, rows, width),
        ]
    }

    private static func code(_ luma: Double, _ range: LumaRange) -> Int {
        Int(luma / range.step) + (range == .limited ? 16 : 0)
    }
}

/// Looks along the rows and columns of a copy.
struct LumaLines {
    enum Direction {
        case rows, columns
    }

    let copy: LumaCopy

    @inline(__always)
    private func pixel(_ direction: Direction, _ line: Int, _ place: Int) -> Int {
        Int(direction == .rows ? copy.pixels[line * copy.width + place] : copy.pixels[place * copy.width + line])
    }

    private func count(_ direction: Direction) -> Int { direction == .rows ? copy.height : copy.width }

    /// The lines from the first to the last that is not black.
    func content(_ direction: Direction, in across: Range<Int>, above limit: Int, specks: Double) -> Range<Int>? {
        let allowed = Int(specks * Double(across.count))
        func isContent(_ line: Int) -> Bool {
            var bright = 0
            for place in across where pixel(direction, line, place) > limit {
                bright += 1
                if bright > allowed { return true }
            }
            return false
        }
        let all = 0..<count(direction)
        guard let first = all.first(where: isContent), let last = all.last(where: isContent) else { return nil }
        return first..<last + 1
    }

    /// The share of places along a bar of a size behind which every one of the next lines is lit. The first, often half bar and half content, may be
    /// dark.
    func lit(_ direction: Direction, behind size: Int, from end: Bool, depth: Int, in across: Range<Int>, above limit: Int) -> Double {
        let count = count(direction)
        guard size + depth + 1 <= count, !across.isEmpty else { return 0 }
        let lines = end ? count - size - 1 - depth..<count - size - 1 : size + 1..<size + 1 + depth
        let lit = across.count { place in lines.allSatisfy { pixel(direction, $0, place) > limit } }
        return Double(lit) / Double(across.count)
    }
}

/// Finds a bar's inner edge to the row or column of the picture at full size.
struct FineEdges {
    private let plane: Plane
    private let limit: Int
    private let factor: Int

    /// Places looked at along the edge.
    private static let places = 96
    /// The share of them that must be above black for a line to be content.
    private static let content = 0.3

    init?(picture: MeasuredPicture, limit: Int) {
        guard let plane = picture.planes()?.luma, picture.copy.width > 0 else { return nil }
        factor = plane.width / picture.copy.width
        guard factor >= 1 else { return nil }
        self.plane = plane
        self.limit = limit
    }

    /// Share of the picture's height or width; `size` and `across` in pixels of the copy.
    func size(_ direction: LumaLines.Direction, near size: Int, from end: Bool, in across: Range<Int>) -> Double? {
        let whole = direction == .rows ? plane.height : plane.width
        // The copy leaves out what is beyond a multiple of the factor, at the right and at the bottom.
        let left = end ? whole % factor : 0
        let first = max(0, (size - 1) * factor + left)
        for line in first..<min(whole, (size + 2) * factor + left) where isContent(direction, end ? whole - 1 - line : line, across) {
            return Double(line) / Double(whole)
        }
        return nil
    }

    private func isContent(_ direction: LumaLines.Direction, _ line: Int, _ across: Range<Int>) -> Bool {
        let bright = (0..<Self.places).count { place in
            let position = (across.lowerBound * factor) + across.count * factor * (2 * place + 1) / (2 * Self.places)
            let (x, y) = direction == .rows ? (position, line) : (line, position)
            return x < plane.width && y < plane.height && plane.code(x, in: plane.row(y)) > limit
        }
        return Double(bright) >= Self.content * Double(Self.places)
    }
}
