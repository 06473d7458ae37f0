/// A column of values in which the same comes many times in a row, as pairs of a length and a value. Most hours have no flash and no clipping.
enum StepRuns {
    private static let longest = Int(UInt16.max)

    /// The pairs one after the other; lengths are unsigned 16-bit numbers.
    static func pairs(of steps: [Int16]) -> [Int16] {
        var pairs: [Int16] = []
        var length = 0
        for (index, step) in steps.enumerated() {
            length += 1
            if index + 1 == steps.count || steps[index + 1] != step || length == longest {
                pairs += [Int16(truncatingIfNeeded: length), step]
                length = 0
            }
        }
        return pairs
    }

    /// The column; nil where the lengths do not add up to `count`.
    static func steps(of pairs: [Int16], count: Int) -> [Int16]? {
        let lengths = stride(from: 0, to: pairs.count - 1, by: 2).map { Int(UInt16(bitPattern: pairs[$0])) }
        guard lengths.reduce(0, +) == count else { return nil }
        return zip(lengths, stride(from: 1, to: pairs.count, by: 2)).flatMap { repeatElement(pairs[$1], count: $0) }
    }
}
