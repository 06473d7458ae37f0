/// How large the lone steps along some lines are, in codes.
///
/// What is drawn (chequers, pixel art) has steps of a few sizes, one for each pair of its colours; between blocks of a codec they come in all.
struct StepSizes {
    private var counts = [Int](repeating: 0, count: Int(StepCounts.strong) + 1)
    /// Sizes that differ by less are one, changed by an encoder.
    private static let apart = 4
    private static let leastEvenness = 0.2
    private static let leastDrawn = 8

    /// Adds the steps of a line, those parts left out that belong to the scene.
    mutating func add(_ line: UnsafePointer<UInt8>, length: Int) {
        func difference(_ x: Int) -> UInt8 { max(line[x + 1], line[x - 1]) &- min(line[x + 1], line[x - 1]) }
        for first in stride(from: StepCounts.segment, to: length - 2 * StepCounts.segment, by: StepCounts.segment) {
            var strongest: UInt8 = 0
            for x in first..<first + StepCounts.segment { strongest = max(strongest, difference(x)) }
            guard strongest >= StepCounts.visible, strongest <= StepCounts.strong else { continue }
            for x in first..<first + StepCounts.segment {
                let size = difference(x)
                if size >= StepCounts.visible, size - min(size, max(difference(x - 2), difference(x + 2))) >= StepCounts.visible {
                    counts[Int(size)] += 1
                }
            }
        }
    }

    /// Whether the steps come in a few sizes only. Very small steps of a coarse codec do too, so these prove nothing.
    var areDrawn: Bool { evenness < Self.leastEvenness && median >= Self.leastDrawn }

    /// The share of steps that have their like among those a little larger: below 0.1 for chequers and pixel art, about 0.55 for blocks.
    private var evenness: Double {
        let shared = zip(counts, counts.dropFirst(Self.apart)).reduce(0) { $0 + min($1.0, $1.1) }
        return Double(shared) / Double(max(1, total))
    }

    private var median: Int {
        var passed = 0
        return counts.firstIndex {
            passed += $0
            return 2 * passed > total
        } ?? 0
    }

    private var total: Int { counts.reduce(0, +) }
}
