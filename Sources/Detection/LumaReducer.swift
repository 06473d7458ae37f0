/// Makes a `LumaCopy` of a full-size luma plane: the exact, rounded average of every square of `factor` by `factor` samples, of which from 1080p on
/// every other row counts. A line two rows thick still has its full weight then, whatever row it begins on.
///
/// This is the one time that a picture is touched at full size, so it is what measuring costs. Sums run down the columns first, in 16 bits, a
/// loop that the compiler turns into wide instructions; then along the row four columns at a time within one 64-bit word.
package struct LumaReducer {
    package let width: Int
    package let height: Int
    /// Samples of the picture per pixel of the copy, each way. Rows and columns beyond a multiple of it are left out.
    package let factor: Int

    /// Rows of a square from one that counts to the next, and how many count. What costs most is fetching the picture from memory.
    package let rowStep: Int
    private let rows: Int
    private var columns: [UInt16]
    /// The pixels of the last copies, written anew in turn: by then nobody holds them as a rule, and neither memory nor a copy of it is needed.
    private var pixels: [[UInt8]] = [[], [], []]
    private var turn = 0

    /// The side that a copy's longer side is brought near to.
    private static let target = 320
    /// Four columns of this many 8-bit rows still fit into 16 bits.
    private static let maximumFactor = 64
    /// From this factor on every other row counts.
    private static let leastSampledFactor = 6

    package init(width: Int, height: Int) {
        self.init(width: width, height: height, factor: Self.factor(width: width, height: height))
    }

    package init(width: Int, height: Int, factor: Int) {
        precondition(factor >= 1 && factor <= Self.maximumFactor && width >= factor && height >= factor)
        self.width = width
        self.height = height
        self.factor = factor
        rowStep = factor < Self.leastSampledFactor ? 1 : 2
        rows = (factor + rowStep - 1) / rowStep
        columns = Array(repeating: 0, count: width + 4)
    }

    /// The factor that brings the longer side nearest to 320: 4 for 1280x720, 6 for 1920x1080, 24 for 7680x4320.
    package static func factor(width: Int, height: Int) -> Int {
        let wanted = (max(width, height) + target / 2) / target
        return max(1, min(wanted, maximumFactor, width, height))
    }

    /// Averages an 8-bit plane.
    ///
    /// - Parameter stride: bytes from one row to the next; negative for a plane stored bottom up.
    package mutating func reduce(_ plane: UnsafePointer<UInt8>, stride: Int, into copy: inout LumaCopy) {
        reduce(into: &copy) { [rows, rowStep] row, columns, width in
            LumaRows.sum(plane + row * stride, stride: stride * rowStep, rows: rows, into: columns, count: width)
        }
    }

    /// Averages a plane of 16-bit little-endian words.
    ///
    /// - Parameter shift: how far a sample is shifted right to give 8 bits: 2 for 10-bit samples in the low bits, 8 for those in the high bits.
    package mutating func reduce(wide plane: UnsafeRawPointer, stride: Int, shift: Int, into copy: inout LumaCopy) {
        reduce(into: &copy) { [rows, rowStep] row, columns, width in
            LumaRows.sum(wide: plane + row * stride, stride: stride * rowStep, shift: shift, rows: rows, into: columns, count: width)
        }
    }

    /// Sums the rows that count of the squares that begin at a row, down each of `width` columns.
    private typealias SumRows = (_ row: Int, _ columns: UnsafeMutablePointer<UInt16>, _ width: Int) -> Void

    @inline(__always)
    private mutating func reduce(into copy: inout LumaCopy, sumRows: SumRows) {
        let (copyWidth, copyHeight) = (width / factor, height / factor)
        let (factor, rows, used) = (factor, rows, copyWidth * factor)
        turn = (turn + 1) % pixels.count
        if pixels[turn].isEmpty { pixels[turn] = Array(repeating: 0, count: copyWidth * copyHeight) }
        columns.withUnsafeMutableBufferPointer { columns in
            pixels[turn].withUnsafeMutableBufferPointer { pixels in
                guard let columns = columns.baseAddress, let pixels = pixels.baseAddress else { return }
                for y in 0..<copyHeight {
                    sumRows(y * factor, columns, used)
                    LumaRows.average(columns, factor: factor, rows: rows, into: pixels + y * copyWidth, count: copyWidth)
                }
            }
        }
        copy = LumaCopy(width: copyWidth, height: copyHeight, pixels: pixels[turn])
    }
}
