/// The projections of a picture's strips: lying ones that tell how it moves sideways, standing ones for up and down.
struct PictureShape {
    static let strips = 4

    let width: Int
    let height: Int
    /// From the left to the right, one for each lying strip.
    private var across: [Projection] = []
    /// From the top to the bottom, one for each standing strip.
    private var down: [Projection] = []

    init(_ copy: LumaCopy) {
        width = copy.width
        height = copy.height
        guard width >= 8 * Self.strips, height >= 8 * Self.strips else { return }
        var columns = [UInt16](repeating: 0, count: width)
        // Rows of the standing strips: a multiple of eight, so that sums run over whole words.
        let wide = width / Self.strips & ~7
        var rows = Array(repeating: [Float](repeating: 0, count: height), count: Self.strips)
        copy.pixels.withUnsafeBytes { pixels in
            guard let base = pixels.baseAddress else { return }
            for strip in 0..<Self.strips {
                let lines = strip * height / Self.strips..<(strip + 1) * height / Self.strips
                Self.sumColumns(base, width: width, lines: lines, into: &columns)
                across.append(Projection(means: columns.map { Float($0) / Float(lines.count) }))
                let left = strip * width / Self.strips
                for y in 0..<height { rows[strip][y] = Float(Self.sum(base + y * width + left, words: wide / 8)) / Float(wide) }
            }
        }
        down = rows.map { Projection(means: $0) }
    }

    private static func sumColumns(_ base: UnsafeRawPointer, width: Int, lines: Range<Int>, into columns: inout [UInt16]) {
        columns.withUnsafeMutableBufferPointer { columns in
            guard let columns = columns.baseAddress else { return }
            columns.update(repeating: 0, count: width)
            for y in lines {
                let line = (base + y * width).assumingMemoryBound(to: UInt8.self)
                for x in 0..<width { columns[x] &+= UInt16(line[x]) }
            }
        }
    }

    /// The sum of a few words of bytes, four 16-bit sums in one word at a time.
    @inline(__always)
    private static func sum(_ bytes: UnsafeRawPointer, words: Int) -> UInt64 {
        let low: UInt64 = 0x00FF_00FF_00FF_00FF
        var sums: UInt64 = 0
        for index in 0..<words {
            let word = bytes.loadUnaligned(fromByteOffset: 8 * index, as: UInt64.self)
            sums &+= (word & low) &+ (word >> 8 & low)
        }
        // Adds the four sums up in the highest.
        return sums &* 0x0001_0001_0001_0001 >> 48
    }
}

extension PictureShape {
    /// The farthest move looked for between two pictures, in pixels of the copy: 6 % of its width.
    private static let reach = 20
    /// A strip with less texture than this, in codes, shows nothing to follow.
    private static let leastTexture: Float = 0.4
    /// Strips fit together while what is left over is below this share of what is left at a move by chance.
    private static let worstFit: Float = 0.6
    /// A strip goes with the others if their move fits it this well: nearly as well as its own best, and better than not moving at all.
    private static let nearBest: Float = 0.12
    private static let nearNothing: Float = 0.7
    /// The share of the strips with texture that must go together for the whole picture to move.
    private static let togetherShare = 0.7

    /// How far the picture as a whole has moved in `next`, in pixels of the copy; zero where only parts of it moved, nil where nothing fits: a cut.
    func shift(to next: PictureShape) -> SIMD2<Double>? {
        guard width == next.width, height == next.height else { return nil }
        guard let x = Self.move(across, next.across), let y = Self.move(down, next.down) else { return nil }
        return SIMD2(x, y)
    }

    /// The move that fits all strips best.
    private static func move(_ before: [Projection], _ after: [Projection]) -> Double? {
        let reach = min(reach, (before.first?.slopes.count ?? 0) / 4)
        let strips = zip(before, after).filter { min($0.texture, $1.texture) >= leastTexture }.compactMap { $0.misfits(to: $1, reach: reach) }
        // Too little to see a move by.
        guard strips.count > 1 else { return 0 }
        var joint = [Float](repeating: 0, count: 2 * reach + 1)
        for strip in strips { for index in joint.indices { joint[index] += strip[index] } }
        guard let best = joint.indices.min(by: { joint[$0] < joint[$1] }) else { return nil }
        guard joint[best] < worstFit * joint.sorted()[joint.count / 2] else { return nil }
        guard best != reach else { return refined(joint, best) - Double(reach) }
        let going = strips.count { strip in
            strip[best] <= nearNothing * strip[reach] && strip[best] <= (strip.min() ?? 0) + nearBest
        }
        return Double(going) >= togetherShare * Double(strips.count) ? refined(joint, best) - Double(reach) : 0
    }

    /// The lowest point of the parabola through the least error and its neighbours.
    private static func refined(_ errors: [Float], _ best: Int) -> Double {
        guard best > 0, best < errors.count - 1 else { return Double(best) }
        let (left, right) = (Double(errors[best - 1]), Double(errors[best + 1]))
        let bend = left + right - 2 * Double(errors[best])
        return Double(best) + (bend > 0 ? 0.5 * (left - right) / bend : 0)
    }
}
