import ReviewModel

/// A picture's colour at the points of a grid, as the decoder's 8-bit codes: what shows that a picture whose brightness stays has changed all the
/// same, and that a picture without luma is not black.
///
/// A few thousand points are read, whatever the size of the picture. Noise in them averages out over a cell of the motion grid.
struct ColourCopy {
    /// Eight points across a cell of the motion grid, and five down.
    private static let columns = 8 * MotionMap.columns
    private static let rowsPerCell = 5
    private static let rows = rowsPerCell * MotionMap.rows
    /// Blue-difference and red-difference.
    private(set) var blue = LumaCopy()
    private(set) var red = LumaCopy()

    /// Whether the picture has colour planes of its own.
    var hasColour: Bool { !blue.pixels.isEmpty }

    mutating func read(_ planes: PicturePlanes?) {
        guard let planes, let blue = planes.blue, let red = planes.red else {
            self = ColourCopy()
            return
        }
        Self.read(blue, into: &self.blue)
        Self.read(red, into: &self.red)
    }

    /// Whether one row in each cell of the motion grid shows what it did when the points were read.
    func matches(_ planes: PicturePlanes?) -> Bool {
        guard let planes, let blue = planes.blue, let red = planes.red else { return !hasColour }
        return hasColour && Self.matches(self.blue, blue) && Self.matches(self.red, red)
    }

    /// How much two pictures differ in colour: half the mean of both planes, for single points carry more of a codec's noise than a copy of luma.
    func difference(to after: ColourCopy, range: LumaRange) -> LumaDifference {
        guard hasColour, after.hasColour else { return .none }
        let (blue, red) = (LumaDifference(blue, after.blue, range: range), LumaDifference(red, after.red, range: range))
        return LumaDifference(whole: (blue.whole + red.whole) / 4, cells: zip(blue.cells, red.cells).map { ($0 + $1) / 4 })
    }

    /// How bright colour alone is, 0 to 1: of the brightest of red, green and blue that it gives to a picture without luma, what 98 % of the picture
    /// and all but 1 in 2,000 points do not exceed.
    func brightness(_ range: LumaRange) -> (high: Double, peak: Double) {
        guard hasColour else { return (0, 0) }
        var counts = [Int](repeating: 0, count: 512)
        for (blue, red) in zip(blue.pixels, red.pixels) { counts[Self.strength(Int(blue) - 128, Int(red) - 128)] += 1 }
        let step = range == .limited ? 1.0 / 224 : 1.0 / 255
        func exceeded(byOneIn share: Int) -> Double {
            var rest = blue.pixels.count / share
            let strength = counts.indices.reversed().first { strength in
                rest -= counts[strength]
                return rest < 0
            }
            return min(1, Double(max(0, (strength ?? 0) - Self.tint)) * step)
        }
        return (exceeded(byOneIn: 50), exceeded(byOneIn: 2000))
    }

    /// In codes: grey pictures have as much, from coding.
    private static let tint = 8

    /// What the colour adds to the brightest of red, green and blue, in codes: the rows of BT.601's matrix.
    @inline(__always)
    private static func strength(_ blue: Int, _ red: Int) -> Int {
        max(0, 454 * blue / 256, 359 * red / 256, -(88 * blue + 183 * red) / 256)
    }

    private static func row(_ row: Int, of plane: Plane) -> UnsafeRawPointer { plane.row((2 * row + 1) * plane.height / (2 * rows)) }

    private static func offsets(_ plane: Plane) -> [Int] { (0..<columns).map { (2 * $0 + 1) * plane.width / (2 * columns) } }

    private static func read(_ plane: Plane, into copy: inout LumaCopy) {
        if copy.pixels.isEmpty { copy = LumaCopy(width: columns, height: rows, pixels: Array(repeating: 0, count: columns * rows)) }
        let offsets = offsets(plane)
        copy.pixels.withUnsafeMutableBufferPointer { pixels in
            offsets.withUnsafeBufferPointer { offsets in
                guard let pixels = pixels.baseAddress else { return }
                for row in 0..<rows { plane.read(offsets, in: Self.row(row, of: plane), into: pixels + row * columns) }
            }
        }
    }

    private static func matches(_ copy: LumaCopy, _ plane: Plane) -> Bool {
        let offsets = offsets(plane)
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: columns) { points in
            guard let codes = points.baseAddress else { return false }
            return copy.pixels.withUnsafeBufferPointer { pixels in
                offsets.withUnsafeBufferPointer { offsets in
                    stride(from: rowsPerCell / 2, to: rows, by: rowsPerCell).allSatisfy { row in
                        plane.read(offsets, in: Self.row(row, of: plane), into: codes)
                        return (0..<columns).allSatisfy { pixels[row * columns + $0] == points[$0] }
                    }
                }
            }
        }
    }
}
