/// The inner loops of `LumaReducer`: plain loops over pointers, which the compiler turns into wide instructions.
enum LumaRows {
    /// Sums `rows` rows down each column. Three rows are added at a time, so that the sums are loaded and stored a third as often.
    @inline(__always)
    static func sum(_ first: UnsafePointer<UInt8>, stride: Int, rows: Int, into columns: UnsafeMutablePointer<UInt16>, count: Int) {
        var row = 0
        if rows % 3 != 0 {
            for x in 0..<count { columns[x] = UInt16(first[x]) }
            row = 1
        }
        if rows % 3 == 2 {
            let a = first + stride
            for x in 0..<count { columns[x] &+= UInt16(a[x]) }
            row = 2
        }
        while row < rows {
            let (a, b, c) = (first + row * stride, first + (row + 1) * stride, first + (row + 2) * stride)
            if row == 0 {
                for x in 0..<count { columns[x] = UInt16(a[x]) &+ UInt16(b[x]) &+ UInt16(c[x]) }
            } else {
                for x in 0..<count { columns[x] &+= UInt16(a[x]) &+ UInt16(b[x]) &+ UInt16(c[x]) }
            }
            row += 3
        }
    }

    /// Sums rows of 16-bit little-endian words, brought to 8 bits each.
    @inline(__always)
    static func sum(
        wide first: UnsafeRawPointer, stride: Int, shift: Int, rows: Int, into columns: UnsafeMutablePointer<UInt16>, count: Int
    ) {
        let shift = UInt16(truncatingIfNeeded: shift)
        columns.update(repeating: 0, count: count)
        for row in 0..<rows {
            let samples = first + row * stride
            for x in 0..<count {
                let sample = UInt16(littleEndian: samples.loadUnaligned(fromByteOffset: x * 2, as: UInt16.self)) &>> shift
                // A sample above its depth's range comes only from a damaged stream.
                columns[x] &+= min(sample, 255)
            }
        }
    }

    /// Averages squares. The factors of 720p and 1080p are spelt out, so that the compiler unrolls them.
    @inline(__always)
    static func average(_ columns: UnsafePointer<UInt16>, factor: Int, rows: Int, into pixels: UnsafeMutablePointer<UInt8>, count: Int) {
        switch factor {
        case 2: average(columns, of: 2, rows: rows, into: pixels, count: count)
        case 3: average(columns, of: 3, rows: rows, into: pixels, count: count)
        case 4: average(columns, of: 4, rows: rows, into: pixels, count: count)
        case 6: averageSixes(columns, rows: rows, into: pixels, count: count)
        default: average(columns, of: factor, rows: rows, into: pixels, count: count)
        }
    }

    /// Averages squares: the sums of `factor` columns, over the number of samples in them, rounded.
    ///
    /// Four 16-bit sums lie in one word; multiplying by 1 in every lane leaves their total in the highest. `columns` must have three more readable
    /// values than are used.
    @inline(__always)
    private static func average(
        _ columns: UnsafePointer<UInt16>, of factor: Int, rows: Int, into pixels: UnsafeMutablePointer<UInt8>, count: Int
    ) {
        let ones: UInt64 = 0x0001_0001_0001_0001
        let (words, rest) = (factor / 4, factor % 4)
        let mask: UInt64 = (1 << UInt64(rest * 16)) - 1
        let area = UInt64(factor * rows)
        // Dividing by multiplying: exact for sums below 2^26 with this many fraction bits.
        let reciprocal = ((1 << 40) + area - 1) / area
        for x in 0..<count {
            let first = UnsafeRawPointer(columns + x * factor)
            var sum = area / 2
            for word in 0..<words {
                let lanes = UInt64(littleEndian: first.loadUnaligned(fromByteOffset: word * 8, as: UInt64.self))
                sum &+= (lanes &* ones) &>> 48
            }
            if rest > 0 {
                let lanes = UInt64(littleEndian: first.loadUnaligned(fromByteOffset: words * 8, as: UInt64.self)) & mask
                sum &+= (lanes &* ones) &>> 48
            }
            pixels[x] = UInt8(truncatingIfNeeded: (sum &* reciprocal) &>> 40)
        }
    }

    /// Averages squares of six columns, two at a time: their twelve sums lie in three words, and the halves of the middle one go to either side.
    @inline(__always)
    private static func averageSixes(_ columns: UnsafePointer<UInt16>, rows: Int, into pixels: UnsafeMutablePointer<UInt8>, count: Int) {
        let ones: UInt64 = 0x0001_0001_0001_0001
        let area = UInt64(6 * rows)
        let reciprocal = ((1 << 40) + area - 1) / area
        func average(_ lanes: UInt64) -> UInt8 {
            UInt8(truncatingIfNeeded: (((lanes &* ones) &>> 48 &+ area / 2) &* reciprocal) &>> 40)
        }
        let bytes = UnsafeRawPointer(columns)
        for pair in 0..<count / 2 {
            let first = bytes + pair &* 24
            let left = UInt64(littleEndian: first.loadUnaligned(as: UInt64.self))
            let middle = UInt64(littleEndian: first.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
            let right = UInt64(littleEndian: first.loadUnaligned(fromByteOffset: 16, as: UInt64.self))
            // Each lane then holds two columns: of 32 rows at the most, for they are 8-bit samples.
            pixels[2 &* pair] = average(left &+ (middle & 0xFFFF_FFFF))
            pixels[2 &* pair &+ 1] = average(right &+ (middle &>> 32))
        }
        if count % 2 == 1 { Self.average(columns + (count - 1) * 6, of: 6, rows: rows, into: pixels + count - 1, count: 1) }
    }
}
