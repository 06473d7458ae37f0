/// How visible the blocks are that a codec cut the picture into.
///
/// A step that stands alone between even neighbours is counted for its column (and, on the stripes, its row). Steps of blocks lie on a grid of 8
/// samples, or of 8 scaled with the picture, with any offset; the rest of the picture puts no more of them on one grid line than beside it. Four
/// things keep drawn grids out: parts with strong steps (text, tables, chequers) are left out, steps must go up in some rows and down in
/// others (a rule or a window's frame goes one way), they must lie on a grid in both directions (a blind has one), and they must come in many
/// sizes (see `StepSizes`). Where the rest has such a grid, and hardly any step of the text lies off it either, the page was cut into squares as a
/// whole: then text counts, and what is empty does not.
struct BlockScan {
    private static let block = 8.0
    /// Rows of every strip that are looked at.
    private static let rowsOfStrip = 16
    private static let rowsForSizes = 4
    /// Scales beyond these are not looked for.
    private static let periods = 6.0...26.0
    /// How far the grid must stand out from the rest: of a grid that the picture's size does not foretell, further.
    private static let prominence = (native: 2.5, scaled: 3.0)
    /// How far it must stand out from the steps half-way between its lines. Transforms of 4 samples put some there, but fewer; a drawn grid of 4 as
    /// many.
    private static let overHalf = 1.2
    /// What it takes for strong steps to count: letters and drawings have most of theirs beside any grid.
    private static let prominenceOfAll = (native: 8.0, scaled: 8.0)
    /// From this period on a picture was enlarged enough to smear steps.
    private static let scaledReach = 9.5
    /// A grid of 8 that stands out this far needs no other beside it.
    private static let clear = 0.03
    /// Sizes that recordings are coded in before an editor scales them.
    private static let codedSizes = [
        144, 176, 180, 240, 270, 272, 288, 320, 352, 360, 368, 400, 408, 426, 432, 448, 480, 512, 528, 540, 544, 576, 600, 640, 704, 720, 768, 800,
        848, 854, 864, 960, 1024, 1080, 1280, 1440, 1920,
    ]

    private var counts = StepCounts()

    /// The share of samples on the grid's upright lines that show a step, less that beside them; from the strips.
    mutating func across(_ sample: DetailSample) -> Double {
        sample.lines.withUnsafeBufferPointer { lines in
            guard let lines = lines.baseAddress else { return 0 }
            let taken = min(Self.rowsOfStrip, sample.rows)
            let share = share(along: sample.width) { counts in
                for strip in 0..<DetailSample.strips {
                    for row in 0..<taken { counts.add(lines + (strip * sample.rows + row * sample.rows / taken) * sample.width) }
                }
            }
            return share > 0 && isDrawn(lines, sample) ? 0 : share
        }
    }

    /// Whether the steps come in a few sizes only.
    private func isDrawn(_ lines: UnsafePointer<UInt8>, _ sample: DetailSample) -> Bool {
        var sizes = StepSizes()
        for line in stride(from: 0, to: DetailSample.strips * sample.rows, by: max(1, sample.rows / Self.rowsForSizes)) {
            sizes.add(lines + line * sample.width, length: sample.width)
        }
        return sizes.areDrawn
    }

    /// The same for its level lines; from the stripes.
    mutating func down(_ sample: DetailSample) -> Double {
        sample.uprights.withUnsafeBufferPointer { uprights in
            guard let uprights = uprights.baseAddress else { return 0 }
            // Across there is a grid already: where nothing even is left down the page, text is asked too.
            return share(along: sample.height, asksTextIfEmpty: true) { counts in
                for stripe in 0..<DetailSample.stripes { counts.add(stripe: uprights + stripe * DetailSample.stripeColumns * sample.height) }
            }
        }
    }

    private mutating func share(along length: Int, asksTextIfEmpty: Bool = false, add: (inout StepCounts) -> Void) -> Double {
        counts.begin(length: length, .even)
        add(&counts)
        let profile = counts.profile()
        let even = Self.excess(of: profile, length: length, prominence: Self.prominence)
        let isOpen = even > 0 || asksTextIfEmpty && profile.allSatisfy { $0 == 0 }
        guard isOpen, even < Self.clear else { return even }
        counts.begin(length: length, .textured)
        add(&counts)
        return max(even, Self.excess(of: counts.profile(), length: length, prominence: Self.prominenceOfAll))
    }

    /// The best grid's share above the rest. `length` is the picture's, of which the profile may leave out the end.
    private static func excess(of profile: [Float], length: Int, prominence: (native: Double, scaled: Double)) -> Double {
        let native = fold(profile, period: block)
        let isNative = native.on >= prominence.native * native.off && native.on >= overHalf * native.half
        if isNative, native.on - native.off > clear { return native.on - native.off }
        var best = isNative ? native.on - native.off : 0
        for size in codedSizes {
            let period = block * Double(length) / Double(size)
            guard periods.contains(period), abs(period - block) > 0.1 else { continue }
            let scaled = fold(profile, period: period)
            if scaled.on >= prominence.scaled * scaled.off { best = max(best, scaled.on - scaled.off) }
        }
        return best
    }

    /// Lays the profile over itself at a period: the mean at the strongest phase (a step spans two samples), half a period from it, and away from
    /// both.
    private static func fold(_ profile: [Float], period: Double) -> (on: Double, half: Double, off: Double) {
        let phases = Int(period)
        var sums = [Float](repeating: 0, count: phases)
        var counts = [Float](repeating: 0, count: phases)
        // The phase in steps of 2^-20 of a period.
        let step = Int((Double(1 << 20) / period).rounded())
        var position = step / 2
        for value in profile {
            let phase = ((position & 0xFFFFF) * phases) >> 20
            sums[phase] += value
            counts[phase] += 1
            position += step
        }
        let means = zip(sums, counts).map { Double($0 / max(1, $1)) }
        let pairs = means.indices.map { means[$0] + means[($0 + 1) % phases] }
        let best = pairs.indices.max { pairs[$0] < pairs[$1] } ?? 0
        // A scaled step reaches further to both sides.
        let reach = period > scaledReach ? 2 : 1
        let beside = (1...reach).reduce(0) { $0 + means[(best + phases - $1) % phases] + means[(best + 1 + $1) % phases] }
        // Larger periods are of pictures that were scaled: there the half-way steps are smeared, and few.
        let half = period == block ? pairs[(best + phases / 2) % phases] : 0
        let rest = phases - 2 - 2 * reach - (period == block ? 2 : 0)
        return (pairs[best] / 2, half / 2, max(0, means.reduce(0, +) - pairs[best] - beside - half) / Double(rest))
    }
}
