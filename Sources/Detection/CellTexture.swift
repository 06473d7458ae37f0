/// What the cells of a picture are made of: even ground, drawing (sharp edges on even ground), or the soft, uneven texture of the natural world.
struct CellTexture {
    /// Cells whose pixels differ little by little, as what a lens has seen does.
    var isNatural = [Bool](repeating: false, count: SpanGrid.cells)
    /// Cells without any difference.
    var isFlat = [Bool](repeating: false, count: SpanGrid.cells)
    /// Mean code of each cell.
    var mean = [Float](repeating: 0, count: SpanGrid.cells)
    /// The share of all pixels that have one of the two most frequent brightnesses, give or take a code; or of cells that have the most frequent
    /// one, if there is grain on all of them.
    var ground = 0.0
    /// Much of it is white, yet what is not is soft all over, as light that has burnt out. On a white page it is sharp, but for a camera's picture
    /// beside it.
    var isBurnt = false

    /// Differences of neighbouring pixels, in codes: up to here none, and from here on sharp.
    private static let none: UInt8 = 1
    private static let sharp: UInt8 = 24
    /// Shares of the neighbours in a cell: flat from here on; natural when this many differ softly and at most this part of those sharply.
    private static let flatShare: Float = 0.97
    private static let softShare: Float = 0.5
    private static let sharpPart: Float = 0.25
    /// Or when next to nothing in it is even: between the lines of the smallest print there is ground.
    private static let restless: Float = 0.15

    /// Of a picture with little light in it: from the darkest 2 % to the brightest few pixels are so many codes. A step of one code is a lot there.
    private static let dim = 16..<64
    private static let lit = 200
    private static let leastSharp = 4

    private var burns = Burns()
    private let none: UInt8
    private let sharp: UInt8

    init(_ copy: LumaCopy) {
        let tones = Tones(copy)
        let isDim = Self.dim.contains(tones.span)
        none = isDim ? 0 : Self.none
        sharp = isDim ? UInt8(max(Self.leastSharp, Int(Self.sharp) * tones.span / Self.lit)) : Self.sharp
        copy.pixels.withUnsafeBufferPointer { pixels in
            guard let pixels = pixels.baseAddress else { return }
            for row in 0..<SpanGrid.rows {
                let lines = SpanGrid.lines(row, of: copy.height)
                for column in 0..<SpanGrid.columns {
                    look(at: row * SpanGrid.columns + column, lines, SpanGrid.span(column, of: copy.width), pixels, copy)
                }
            }
        }
        ground = max(tones.ground, grainyGround)
        isBurnt = burns.areSoft && tones.white >= Self.burntShare
    }

    private mutating func look(
        at cell: Int, _ lines: Range<Int>, _ span: Range<Int>, _ pixels: UnsafePointer<UInt8>, _ copy: LumaCopy
    ) {
        var (flat, sharp, all, sum): (UInt32, UInt32, UInt32, UInt32) = (0, 0, 0, 0)
        let (none, sharpest) = (none, self.sharp)
        for y in lines where y + 1 < copy.height {
            let row = pixels + y * copy.width
            for x in span.lowerBound..<min(span.upperBound, copy.width - 1) {
                let (here, right, below) = (row[x], row[x + 1], row[x + copy.width])
                let step = max(max(here, right) - min(here, right), max(here, below) - min(here, below))
                flat &+= step <= none ? 1 : 0
                sharp &+= step >= sharpest ? 1 : 0
                sum &+= UInt32(here)
                all &+= 1
            }
        }
        guard all > 0 else { return }
        let soft = Float(all - flat - sharp) / Float(all)
        isFlat[cell] = Float(flat) > Self.flatShare * Float(all)
        let isSoft = soft > Self.softShare && Float(sharp) / Float(all) < Self.sharpPart * soft
        isNatural[cell] = isSoft || Float(flat) < Self.restless * Float(all)
        mean[cell] = Float(sum) / Float(all)
        if !isFlat[cell] { burns.add(soft: all - flat - sharp, sharp: sharp, of: all, isNatural: isNatural[cell]) }
    }

    /// The share of cells that have the same mean, give or take three codes: a page seen through noise. What is burnt out is even and no page.
    private var grainyGround: Double {
        var histogram = [Int](repeating: 0, count: 256 + 2 * Self.grainyReach)
        for cell in 0..<SpanGrid.cells where !isFlat[cell] || mean[cell] < Self.burnt { histogram[Int(mean[cell].rounded()) + Self.grainyReach] += 1 }
        let most = (0..<256).map { code in histogram[code...code + 2 * Self.grainyReach].reduce(0, +) }.max() ?? 0
        return Double(most) / Double(SpanGrid.cells)
    }

    private static let grainyReach = 3
    private static let burnt: Float = 246
    private static let burntShare = 0.4
}
