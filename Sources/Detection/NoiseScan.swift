import Foundation

/// Estimates a camera's noise from small blocks of the strips.
///
/// In each block the deviation is measured twice: from a mask that takes away level and slope (Immerkaer, "Fast Noise Variance Estimation", 1996)
/// and from the difference to an earlier picture; the lower counts, for fine texture stands still and motion is smooth. Only even blocks count,
/// whose whole spread is hardly more than that. Of these a low percentile is the noise: it is everywhere, what else looks like it is not.
enum NoiseScan {
    private static let blockWidth = 32
    private static let blockRows = 8
    private static let blocksOfStrip = 2
    /// Codes between which noise is not cut off.
    private static let levels = 40.0...215.0
    /// A block is even where its spread is at most this many times the mask's deviation, plus this many codes.
    private static let evenness = (factor: 1.6, codes: 1.5)
    private static let leastBlocks = 12
    private static let percentile = 0.2

    /// Standard deviation in codes; nil where too little of the picture is even.
    static func deviation(of sample: DetailSample, before: DetailSample) -> Double? {
        guard sample.width == before.width, sample.height == before.height, !before.isEmpty else { return nil }
        var deviations: [Double] = []
        sample.lines.withUnsafeBufferPointer { lines in
            before.lines.withUnsafeBufferPointer { earlier in
                guard let lines = lines.baseAddress, let earlier = earlier.baseAddress else { return }
                for strip in 0..<DetailSample.strips {
                    for block in 0..<min(blocksOfStrip, sample.rows / blockRows) {
                        let first = (strip * sample.rows + block * blockRows) * sample.width
                        for x in stride(from: 0, through: sample.width - blockWidth - 2, by: blockWidth) {
                            if let value = deviation(lines + first + x, earlier + first + x, stride: sample.width) { deviations.append(value) }
                        }
                    }
                }
            }
        }
        guard deviations.count >= leastBlocks else { return nil }
        return deviations.sorted()[Int(percentile * Double(deviations.count))]
    }

    /// One block's; nil where it is not even or too dark or bright.
    private static func deviation(_ block: UnsafePointer<UInt8>, _ before: UnsafePointer<UInt8>, stride: Int) -> Double? {
        var (sum, squares, change) = (0, 0, 0)
        for row in 0..<blockRows {
            let (here, earlier) = (block + row * stride, before + row * stride)
            var (rowSum, rowSquares, rowChange): (Int32, Int32, Int32) = (0, 0, 0)
            for x in 0..<blockWidth {
                let value = Int32(here[x])
                rowSum &+= value
                rowSquares &+= value &* value
                rowChange &+= abs(value &- Int32(earlier[x]))
            }
            sum += Int(rowSum)
            squares += Int(rowSquares)
            change += Int(rowChange)
        }
        let samples = Double(blockRows * blockWidth)
        let mean = Double(sum) / samples
        guard levels.contains(mean) else { return nil }
        var masked = 0
        for row in 0..<blockRows - 2 {
            let (a, b, c) = (block + row * stride, block + (row + 1) * stride, block + (row + 2) * stride)
            var rowMasked: Int32 = 0
            for x in 0..<blockWidth {
                let sides = Int32(a[x]) &+ Int32(a[x + 2]) &+ Int32(c[x]) &+ Int32(c[x + 2])
                let cross = Int32(a[x + 1]) &+ Int32(b[x]) &+ Int32(b[x + 2]) &+ Int32(c[x + 1])
                rowMasked &+= abs(sides &- 2 &* cross &+ 4 &* Int32(b[x + 1]))
            }
            masked += Int(rowMasked)
        }
        let half = (Double.pi / 2).squareRoot()
        let spatial = half / 6 * Double(masked) / Double((blockRows - 2) * blockWidth)
        let spread = max(0, Double(squares) / samples - mean * mean).squareRoot()
        guard spread <= evenness.factor * spatial + evenness.codes else { return nil }
        // The difference of two pictures has twice the variance.
        let temporal = half / 2.0.squareRoot() * Double(change) / samples
        return min(spatial, temporal)
    }
}
