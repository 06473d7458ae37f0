/// Where a picture has edges, and which way they go: what a slide *says* is in its edges, whatever its brightness.
///
/// Each pixel has four flags, brighter to the right, to the left, below and above, for strong edges in the low half of a byte and for all
/// that can be seen in the high half. An edge is kept by another picture that has it at least weakly at the same place and the same way
/// round. So a slide that gains bullets, or is dimmed, keeps its edges, and a slide that takes its place does not.
struct EdgeMap {
    private let width: Int
    private let height: Int
    private var flags: [UInt8]

    /// Differences over two pixels, in codes.
    private static let strong: Int16 = 24
    private static let weak: Int16 = 8

    init(_ copy: LumaCopy) {
        (width, height) = (copy.width, copy.height)
        flags = Array(repeating: 0, count: width * height)
        guard width > 2, height > 2 else { return }
        let (width, height) = (width, height)
        flags.withUnsafeMutableBufferPointer { flags in
            copy.pixels.withUnsafeBufferPointer { pixels in
                guard let flags = flags.baseAddress, let pixels = pixels.baseAddress else { return }
                for y in 1..<height - 1 {
                    Self.mark(pixels + y * width + 1, width: width, into: flags + y * width + 1, count: width - 2)
                }
            }
        }
    }

    @inline(__always)
    private static func mark(_ row: UnsafePointer<UInt8>, width: Int, into flags: UnsafeMutablePointer<UInt8>, count: Int) {
        let (up, down) = (row - width, row + width)
        let (left, right) = (row - 1, row + 1)
        for x in 0..<count {
            let across = Int16(right[x]) &- Int16(left[x])
            let along = Int16(down[x]) &- Int16(up[x])
            var mark: UInt8 = across > strong ? 1 : 0
            mark |= across < -strong ? 2 : 0
            mark |= along > strong ? 4 : 0
            mark |= along < -strong ? 8 : 0
            mark |= across > weak ? 16 : 0
            mark |= across < -weak ? 32 : 0
            mark |= along > weak ? 64 : 0
            mark |= along < -weak ? 128 : 0
            flags[x] = mark
        }
    }

    /// Pixels on strong edges.
    var strongCount: Int { flags.reduce(0) { $0 + ($1 & 15 != 0 ? 1 : 0) } }

    /// Strong edges, and how many of them another picture keeps, in each cell.
    struct Kept {
        var edges: [UInt16]
        var kept: [UInt16]

        /// The sums over the cells that count.
        func total(where counts: (Int) -> Bool) -> (edges: Int, kept: Int) {
            var result = (edges: 0, kept: 0)
            for cell in 0..<SpanGrid.cells where counts(cell) {
                result.edges += Int(edges[cell])
                result.kept += Int(kept[cell])
            }
            return result
        }
    }

    func kept(by other: EdgeMap) -> Kept {
        var result = Kept(edges: Array(repeating: 0, count: SpanGrid.cells), kept: Array(repeating: 0, count: SpanGrid.cells))
        guard width == other.width, height == other.height else { return result }
        for row in 0..<SpanGrid.rows {
            for line in SpanGrid.lines(row, of: height) { count(line, against: other, row: row, into: &result) }
        }
        return result
    }

    private func count(_ line: Int, against other: EdgeMap, row: Int, into result: inout Kept) {
        flags.withUnsafeBufferPointer { flags in
            other.flags.withUnsafeBufferPointer { others in
                for column in 0..<SpanGrid.columns {
                    var (edges, kept): (UInt16, UInt16) = (0, 0)
                    for x in SpanGrid.span(column, of: width) {
                        let strong = flags[line * width + x] & 15
                        let both = strong & (others[line * width + x] >> 4)
                        edges &+= strong != 0 ? 1 : 0
                        kept &+= strong != 0 && both == strong ? 1 : 0
                    }
                    result.edges[row * SpanGrid.columns + column] &+= edges
                    result.kept[row * SpanGrid.columns + column] &+= kept
                }
            }
        }
    }

    /// Strong edges in each line.
    private var profile: [Int] {
        (0..<height).map { y in (0..<width).reduce(0) { $0 + (flags[y * width + $1] & 15 != 0 ? 1 : 0) } }
    }

    /// Whether another picture shows this one moved up or down, as a page that scrolls does: its lines match this one's far better shifted than in
    /// place.
    func isScrolled(to other: EdgeMap) -> Bool {
        guard width == other.width, height == other.height else { return false }
        let (before, after) = (profile, other.profile)
        func mismatch(_ shift: Int) -> Double {
            let lines = max(0, -shift)..<min(height, height - shift)
            let differing = lines.reduce(0) { $0 + abs(before[$1] - after[$1 + shift]) }
            let all = lines.reduce(0) { $0 + before[$1] + after[$1 + shift] }
            return all < 200 ? 1 : Double(differing) / Double(all)
        }
        let reach = height / 3
        let shifts = (-reach...reach).filter { $0 != 0 }
        guard let best = shifts.min(by: { mismatch($0) < mismatch($1) }), mismatch(best) < Self.scrollMismatch else { return false }
        return keptShare(by: other, shift: best) > max(Self.scrollKept, Self.scrollGain * keptShare(by: other, shift: 0))
    }

    /// A page that scrolls: lines of the two pictures that match so far, and then edges kept, in all and against those kept in place.
    private static let scrollMismatch = 0.4
    private static let scrollKept = 0.6
    private static let scrollGain = 1.5

    /// The share of strong edges that another picture keeps so many lines further down, of those that are still in the picture there.
    private func keptShare(by other: EdgeMap, shift: Int) -> Double {
        var (edges, kept) = (0, 0)
        for y in max(0, -shift)..<min(height, height - shift) {
            for x in 0..<width {
                let strong = flags[y * width + x] & 15
                guard strong != 0 else { continue }
                edges += 1
                if strong & (other.flags[(y + shift) * width + x] >> 4) == strong { kept += 1 }
            }
        }
        return Double(kept) / Double(max(1, edges))
    }
}
