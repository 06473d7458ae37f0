/// Finds combing: rows that differ from both neighbours while these agree, as where the two fields of a picture show different moments.
///
/// Patterns of one-row lines look the same. What tells them apart is time: fields of different moments fit the next picture's fields unevenly,
/// for one pair lies closer in time than the other. So pictures with combing are held until the next one comes, and the fields of both are
/// woven crosswise: the order of the fields matters in interlaced pictures, and in no other.
enum CombScan {
    /// Codes by which a row must differ from its neighbours, beyond what these differ.
    private static let visible: UInt8 = 8
    /// Rows of every strip that are looked at.
    private static let rowsOfStrip = 24

    /// The share of samples with combing.
    static func share(of sample: DetailSample) -> Double {
        let (count, _) = combing(sample, other: nil)
        return count
    }

    /// How much the order of fields matters between a picture and the next, -1 to 1; nil where neither weave has combing. Positive where the
    /// even rows come first.
    static func order(_ sample: DetailSample, next: DetailSample) -> Double? {
        guard sample.width == next.width, sample.height == next.height else { return nil }
        let (_, first) = combing(sample, other: next)
        let (_, second) = combing(next, other: sample)
        return first + second > 0 ? (first - second) / (first + second) : nil
    }

    /// The share of samples with combing and its strength, where odd rows come from another sample or from the same.
    private static func combing(_ even: DetailSample, other odd: DetailSample?) -> (share: Double, strength: Double) {
        let (width, rows) = (even.width, min(rowsOfStrip, even.rows))
        var counts = [UInt16](repeating: 0, count: width)
        var strengths = [UInt16](repeating: 0, count: width)
        even.lines.withUnsafeBufferPointer { evenLines in
            (odd ?? even).lines.withUnsafeBufferPointer { oddLines in
                guard let evenLines = evenLines.baseAddress, let oddLines = oddLines.baseAddress else { return }
                for strip in 0..<DetailSample.strips {
                    let line = { (row: Int) in (row & 1 == 0 ? evenLines : oddLines) + (strip * even.rows + row) * width }
                    for row in 2..<max(2, rows - 2) {
                        add((line(row - 2), line(row - 1), line(row), line(row + 1), line(row + 2)), width, &counts, &strengths)
                    }
                }
            }
        }
        let samples = Double(max(1, DetailSample.strips * (rows - 4) * width))
        let sum = { (values: [UInt16]) in Double(values.reduce(0) { $0 + Int($1) }) }
        return (sum(counts) / samples, sum(strengths) / samples)
    }

    private typealias Line = UnsafePointer<UInt8>

    @inline(__always)
    private static func add(_ lines: (Line, Line, Line, Line, Line), _ width: Int, _ counts: inout [UInt16], _ strengths: inout [UInt16]) {
        let (a, b, c, d, e) = lines
        counts.withUnsafeMutableBufferPointer { counts in
            strengths.withUnsafeMutableBufferPointer { strengths in
                guard let counts = counts.baseAddress, let strengths = strengths.baseAddress else { return }
                for x in 0..<width {
                    let least = min(difference(b[x], c[x]), difference(d[x], c[x]))
                    // Neighbours on the same side of a row agree better with each other than with it.
                    let most = max(max(difference(a[x], c[x]), difference(e[x], c[x])), difference(b[x], d[x]))
                    let over = least &- min(least, most)
                    let counted: UInt8 = over > visible ? 1 : 0
                    counts[x] &+= UInt16(counted)
                    strengths[x] &+= UInt16(over &* counted)
                }
            }
        }
    }

    @inline(__always)
    private static func difference(_ a: UInt8, _ b: UInt8) -> UInt8 { max(a, b) &- min(a, b) }
}
