/// How wide the sharpest edges of a picture are.
///
/// An edge is as wide as its contrast over its steepest step: 1.3 to 2 pixels of a copy 640 wide where the lens is in focus, whatever the
/// picture shows and however strong its contrast is. Energy of a Laplacian, the usual measure, tells a white wall from a crowd instead.
/// Steps are looked for along rows and along columns: a camera that turns smears one direction and leaves the other. The picture is as sharp as
/// its sharpest places are: a face before a soft background is in focus, so it is the third sharpest of up to 42 places that counts.
struct FocusScan {
    /// Codes from dark to light that make an edge; below, the encoder's own noise has steps like these.
    private static let leastContrast = 32
    /// Pixels of a copy on either side of a step within which its edge lies.
    private static let reach = 8
    private static let tile = 16
    private static let tilesOfPlace = 6
    private static let leastEdges = 4
    /// A picture with fewer places to tell by has little detail, sharp or not.
    private static let leastPlaces = 6

    private var small: [UInt8] = []
    private var sums: [UInt16] = []

    /// The width as a share of the picture's; nil where there are too few edges.
    mutating func width(of sample: DetailSample) -> Double? {
        let columns = sample.width / sample.factor
        let rows = sample.rows / sample.factor
        guard rows >= Self.reach, columns >= 2 * Self.tile else { return nil }
        var places: [Double] = []
        for strip in 0..<DetailSample.strips {
            reduce(sample, strip: strip, columns: columns, rows: rows)
            places += self.places(columns: columns, rows: rows)
        }
        guard places.count >= Self.leastPlaces else { return nil }
        places.sort()
        let width = places[min(2, places.count / 12)]
        // A picture narrower than the reference has no finer edges than its samples allow, and is measured by these.
        let span = sample.factor == 1 ? max(sample.span, Double(DetailSample.reference)) : sample.span
        return width * Double(sample.factor) / span
    }

    /// Averages squares of a strip.
    private mutating func reduce(_ sample: DetailSample, strip: Int, columns: Int, rows: Int) {
        let (factor, width) = (sample.factor, sample.width)
        if small.count != columns * rows { small = Array(repeating: 0, count: columns * rows) }
        if sums.count != width + 4 { sums = Array(repeating: 0, count: width + 4) }
        sample.lines.withUnsafeBufferPointer { lines in
            small.withUnsafeMutableBufferPointer { small in
                sums.withUnsafeMutableBufferPointer { sums in
                    guard let lines = lines.baseAddress, let small = small.baseAddress, let sums = sums.baseAddress else { return }
                    for row in 0..<rows {
                        let first = lines + (strip * sample.rows + row * factor) * width
                        LumaRows.sum(first, stride: width, rows: factor, into: sums, count: columns * factor)
                        LumaRows.average(sums, factor: factor, rows: factor, into: small + row * columns, count: columns)
                    }
                }
            }
        }
    }

    /// The widths of the sharper edges of each place of a strip that has enough of them.
    private func places(columns: Int, rows: Int) -> [Double] {
        small.withUnsafeBufferPointer { small in
            guard let small = small.baseAddress else { return [] }
            let strip = SmallStrip(pixels: small, columns: columns, rows: min(rows, Self.tile))
            var result: [Double] = []
            var widths: [Double] = []
            let tiles = (columns - 1) / Self.tile
            for tile in 0..<tiles {
                for edge in [strip.levelEdge(from: tile * Self.tile), strip.uprightEdge(from: tile * Self.tile)]
                where edge.contrast >= Self.leastContrast {
                    widths.append(Double(edge.contrast) / Double(edge.step))
                }
                if (tile + 1) % Self.tilesOfPlace == 0 || tile == tiles - 1 {
                    if widths.count >= Self.leastEdges { result.append(widths.sorted()[(widths.count - 1) / 3]) }
                    widths.removeAll(keepingCapacity: true)
                }
            }
            return result
        }
    }

    /// A strip at the reference width.
    private struct SmallStrip {
        let pixels: UnsafePointer<UInt8>
        let columns: Int
        let rows: Int

        /// The steepest step between neighbours of a row in a tile, and the contrast around it.
        func levelEdge(from x: Int) -> (step: Int, contrast: Int) {
            let (row, column, step) = steepest(from: x, rows: rows, neighbour: 1)
            let line = pixels + row * columns
            return (step, contrast(max(0, column + 1 - reach)..<min(columns, column + 1 + reach)) { Int(line[$0]) })
        }

        /// The same between neighbours of a column.
        func uprightEdge(from x: Int) -> (step: Int, contrast: Int) {
            let (row, column, step) = steepest(from: x, rows: rows - 1, neighbour: columns)
            return (step, contrast(max(0, row + 1 - reach)..<min(rows, row + 1 + reach)) { Int(pixels[$0 * columns + column]) })
        }

        /// The row takes the low four bits of what is compared, so that one pass finds the step and its place.
        private func steepest(from x: Int, rows: Int, neighbour: Int) -> (row: Int, column: Int, step: Int) {
            var best = SIMD16<UInt16>()
            for row in 0..<rows {
                let first = UnsafeRawPointer(pixels + row * columns + x)
                let here = first.loadUnaligned(as: SIMD16<UInt8>.self)
                let next = first.loadUnaligned(fromByteOffset: neighbour, as: SIMD16<UInt8>.self)
                let step = pointwiseMax(here, next) &- pointwiseMin(here, next)
                best = pointwiseMax(best, SIMD16<UInt16>(truncatingIfNeeded: step) &<< 4 | UInt16(row))
            }
            var lane = 0
            for other in 1..<16 where best[other] > best[lane] { lane = other }
            return (Int(best[lane] & 15), x + lane, Int(best[lane] >> 4))
        }

        private var reach: Int { FocusScan.reach }

        private func contrast(_ range: Range<Int>, _ pixel: (Int) -> Int) -> Int {
            var (low, high) = (255, 0)
            for index in range {
                low = min(low, pixel(index))
                high = max(high, pixel(index))
            }
            return high - low
        }
    }
}
