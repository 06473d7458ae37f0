/// How bright one picture is, in full-range luma, 0 (black) to 1 (white).
package struct LumaStatistics: Sendable, Hashable {
    package var mean: Double
    /// The 2nd and the 98th percentile: what black and white are in this picture, specks aside.
    package var low: Double
    package var high: Double
    /// What all but 1 in 2,000 pixels do not exceed: a line of small print is more, a pointer is not.
    package var peak: Double
    /// How bright what stands out from the ground is; see `subject(_:_:_:)`.
    package var subject: Double

    package init(mean: Double, low: Double, high: Double, peak: Double, subject: Double? = nil) {
        self.mean = mean
        self.low = low
        self.high = high
        self.peak = peak
        self.subject = subject ?? mean
    }

    static let black = LumaStatistics(mean: 0, low: 0, high: 0, peak: 0)

    /// Colours shine in pictures that have hardly any luma: saturated blue on black.
    mutating func brighten(to colour: (high: Double, peak: Double)) {
        high = max(high, colour.high)
        peak = max(peak, colour.peak)
    }

    package init(of copy: LumaCopy, range: LumaRange) {
        let histogram = Self.histogram(copy.pixels)
        let total = copy.pixels.count
        mean = histogram.indices.reduce(0) { $0 + Double(histogram[$1]) * range.luma(Double($1)) } / Double(max(1, total))
        low = range.luma(Double(Self.percentile(0.02, histogram, total)))
        high = range.luma(Double(Self.percentile(0.98, histogram, total)))
        peak = range.luma(Double(Self.percentile(0.9995, histogram, total)))
        subject = range.luma(Double(Self.subject(histogram, total, apart: Int((Self.apart / range.step).rounded()))))
    }

    /// Full-range luma by which a pixel stands out from the ground.
    private static let apart = 0.06
    /// So much of what stands out is nearer to the ground; the least share of the picture that is looked at.
    private static let nearer = 0.75
    private static let leastSubject = 0.002

    /// The code of what stands out from the ground, away from it.
    ///
    /// The ground is the median. In a dark picture what is brighter counts, in a bright one what is darker, and a quarter of that is further from the
    /// ground than the answer. A lit speaker on a black stage is bright by this, a picture with too little light is dark, whatever lamps are in it;
    /// a speaker before a white wall is dark, and of a burnt-out picture even what is not white is bright.
    private static func subject(_ histogram: [UInt32], _ total: Int, apart: Int) -> Int {
        let ground = percentile(0.5, histogram, total)
        let codes =
            ground < 128 ? stride(from: ground + apart + 1, through: 255, by: 1) : stride(from: ground - apart - 1, through: 0, by: -1)
        let count = codes.reduce(0.0) { $0 + Double(histogram[$1]) }
        guard count >= leastSubject * Double(total) else { return ground }
        var sum = 0.0
        return codes.first { code in
            sum += Double(histogram[code])
            return sum >= nearer * count
        } ?? ground
    }

    /// How many pixels have each code.
    ///
    /// Counted in four tables: in flat pictures the same entry would be raised again before the last raise has reached memory.
    private static func histogram(_ pixels: [UInt8]) -> [UInt32] {
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 4 * 256) { tables in
            tables.initialize(repeating: 0)
            pixels.withUnsafeBufferPointer { pixels in
                let whole = pixels.count & ~3
                for index in stride(from: 0, to: whole, by: 4) {
                    tables[Int(pixels[index])] &+= 1
                    tables[256 + Int(pixels[index + 1])] &+= 1
                    tables[512 + Int(pixels[index + 2])] &+= 1
                    tables[768 + Int(pixels[index + 3])] &+= 1
                }
                for index in whole..<pixels.count { tables[Int(pixels[index])] &+= 1 }
            }
            return (0..<256).map { tables[$0] + tables[256 + $0] + tables[512 + $0] + tables[768 + $0] }
        }
    }

    /// The lowest code that at least this share of the pixels does not exceed.
    private static func percentile(_ share: Double, _ histogram: [UInt32], _ total: Int) -> Int {
        let wanted = share * Double(total)
        var count = 0.0
        for code in histogram.indices {
            count += Double(histogram[code])
            if count >= wanted, count > 0 { return code }
        }
        return 255
    }
}
