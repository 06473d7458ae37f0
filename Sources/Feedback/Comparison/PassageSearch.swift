/// Looks for a passage of one trace in another by normalised cross-correlation, which no change of level or scale troubles.
struct PassageSearch {
    private let values: [Float]
    private let count: Int
    /// The norm of the values under the window at each place: the root of the summed squared differences from their mean.
    private let norms: [Float]

    /// - Parameter count: values in a passage; a multiple of 4.
    init(in values: [Float], count: Int) {
        self.values = values
        self.count = count
        let places = max(0, values.count - count + 1)
        var norms = [Float](repeating: 0, count: places)
        var (sum, squares) = (0.0, 0.0)
        for index in values.indices {
            let value = Double(values[index])
            sum += value
            squares += value * value
            if index >= count {
                let old = Double(values[index - count])
                sum -= old
                squares -= old * old
            }
            guard index >= count - 1 else { continue }
            norms[index - count + 1] = Float(max(0, squares - sum * sum / Double(count)).squareRoot())
        }
        self.norms = norms
    }

    /// The place where a passage fits best, and how well: 1 is the same but for level and scale. nil where the passage varies too little to tell.
    func best(for passage: ArraySlice<Float>, leastVariation: Float) -> (place: Int, likeness: Float)? {
        let mean = passage.reduce(0, +) / Float(count)
        let centred = passage.map { $0 - mean }
        let norm = centred.reduce(0) { $0 + $1 * $1 }.squareRoot()
        guard norm > leastVariation * Float(count).squareRoot() else { return nil }
        var best: (place: Int, likeness: Float)?
        values.withUnsafeBufferPointer { values in
            centred.withUnsafeBufferPointer { centred in
                for place in norms.indices where norms[place] > 0 {
                    var sums = SIMD4<Float>()
                    for index in stride(from: 0, to: count, by: 4) {
                        let left = SIMD4(centred[index], centred[index + 1], centred[index + 2], centred[index + 3])
                        let at = place + index
                        sums += left * SIMD4(values[at], values[at + 1], values[at + 2], values[at + 3])
                    }
                    // The passage is centred, so that the other side's mean falls out of the product.
                    let likeness = sums.sum() / (norm * norms[place])
                    if likeness > best?.likeness ?? -1 { best = (place, likeness) }
                }
            }
        }
        return best
    }
}
