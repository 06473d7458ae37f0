/// Parts of a picture's luma at full size, copied as bytes: level strips of whole rows spread over its height, and upright stripes of whole
/// columns spread over its width.
///
/// About a quarter of the picture: what is looked for lies all over it, and fetching pixels from memory is what costs.
struct DetailSample {
    static let strips = 6
    static let stripes = 4
    /// Columns of a stripe.
    static let stripeColumns = 32
    /// The width that edges are measured at: detail finer than that is lost on most learners' screens.
    static let reference = 640

    private(set) var width = 0
    private(set) var height = 0
    /// Samples of the picture per pixel at the reference width, each way.
    private(set) var factor = 1
    /// Rows of a strip; even, and strips begin at even rows, so that a row's field is known by its place in the strip.
    private(set) var rows = 0
    private(set) var lines: [UInt8] = []
    /// Stripe after stripe, each row by row.
    private(set) var uprights: [UInt8] = []

    /// Smaller pictures are not sampled.
    private static let least = (width: 128, height: 96)
    /// Rows of a strip at the reference width.
    private static let referenceRows = 16

    var isEmpty: Bool { lines.isEmpty }

    /// The longer side, or what would be for a picture of 16:9: a film's narrow picture is as sharp as its width.
    var span: Double { max(Double(width), Double(height) * 16 / 9) }

    static func canRead(_ plane: Plane) -> Bool {
        plane.width >= least.width && plane.height >= least.height
    }

    /// Copies the strips.
    mutating func readLines(_ plane: Plane) {
        resize(to: plane)
        let (width, rows) = (width, rows)
        let firstRows = (0..<Self.strips).map { firstRow(of: $0) }
        lines.withUnsafeMutableBufferPointer { lines in
            guard let base = lines.baseAddress else { return }
            for strip in 0..<Self.strips {
                for row in 0..<rows {
                    Self.copy(plane.row(firstRows[strip] + row), from: 0, count: width, shift: plane.shift, to: base + (strip * rows + row) * width)
                }
            }
        }
    }

    /// Copies the stripes, of the picture whose strips were copied last.
    mutating func readUprights(_ plane: Plane) {
        let (width, height) = (width, height)
        if uprights.count != Self.stripes * Self.stripeColumns * height {
            uprights = Array(repeating: 0, count: Self.stripes * Self.stripeColumns * height)
        }
        uprights.withUnsafeMutableBufferPointer { uprights in
            guard var target = uprights.baseAddress else { return }
            for stripe in 0..<Self.stripes {
                let left = (2 * stripe + 1) * width / (2 * Self.stripes) - Self.stripeColumns / 2
                for y in 0..<height {
                    Self.copy(plane.row(y), from: left, count: Self.stripeColumns, shift: plane.shift, to: target)
                    target += Self.stripeColumns
                }
            }
        }
    }

    private func firstRow(of strip: Int) -> Int {
        ((2 * strip + 1) * height / (2 * Self.strips) - rows / 2) & ~1
    }

    private mutating func resize(to plane: Plane) {
        guard plane.width != width || plane.height != height else { return }
        (width, height) = (plane.width, plane.height)
        factor = max(1, Int((span / Double(Self.reference)).rounded()))
        rows = min(Self.referenceRows * factor, height / Self.strips) & ~1
        lines = Array(repeating: 0, count: Self.strips * rows * width)
    }

    @inline(__always)
    private static func copy(_ row: UnsafeRawPointer, from x: Int, count: Int, shift: Int?, to bytes: UnsafeMutablePointer<UInt8>) {
        guard let shift else {
            UnsafeMutableRawPointer(bytes).copyMemory(from: row + x, byteCount: count)
            return
        }
        let samples = row + 2 * x
        let places = UInt16(truncatingIfNeeded: shift)
        for index in 0..<count {
            let sample = UInt16(littleEndian: samples.loadUnaligned(fromByteOffset: index * 2, as: UInt16.self)) &>> places
            // A sample above its depth's range comes only from a damaged stream.
            bytes[index] = UInt8(truncatingIfNeeded: min(sample, 255))
        }
    }
}
