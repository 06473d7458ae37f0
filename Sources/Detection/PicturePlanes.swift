/// A full-size plane of a decoded picture, where the decoder left it. Good only while the owner of the memory says so.
package struct Plane {
    /// The first sample of the first row.
    package var base: UnsafeRawPointer
    /// Bytes from one row to the next; negative for a plane stored bottom up.
    package var stride: Int
    /// Samples.
    package var width: Int
    package var height: Int
    /// How far a 16-bit little-endian sample is shifted right to give 8 bits; nil for planes of bytes.
    package var shift: Int?

    package init(base: UnsafeRawPointer, stride: Int, width: Int, height: Int, shift: Int? = nil) {
        self.base = base
        self.stride = stride
        self.width = width
        self.height = height
        self.shift = shift
    }

    package func row(_ y: Int) -> UnsafeRawPointer { base + y * stride }

    /// The sample as an 8-bit code.
    @inline(__always)
    func code(_ x: Int, in row: UnsafeRawPointer) -> Int {
        guard let shift else { return Int(row.load(fromByteOffset: x, as: UInt8.self)) }
        return Int(UInt16(littleEndian: row.load(fromByteOffset: 2 * x, as: UInt16.self)) >> UInt16(shift))
    }

    /// Some samples of a row as 8-bit codes.
    ///
    /// - Parameter places: of the samples in the row, as many as `codes` has room for.
    @inline(__always)
    func read(_ places: UnsafeBufferPointer<Int>, in row: UnsafeRawPointer, into codes: UnsafeMutablePointer<UInt8>) {
        guard shift == nil else {
            for index in places.indices { codes[index] = UInt8(truncatingIfNeeded: code(places[index], in: row)) }
            return
        }
        let bytes = row.assumingMemoryBound(to: UInt8.self)
        for index in places.indices { codes[index] = bytes[places[index]] }
    }
}

/// The planes of a decoded picture.
package struct PicturePlanes {
    package var luma: Plane
    /// Blue-difference and red-difference, often of half the size; nil for grey pictures.
    package var blue: Plane?
    package var red: Plane?
    package var matrix: ColourMatrix

    package init(luma: Plane, blue: Plane? = nil, red: Plane? = nil, matrix: ColourMatrix = .bt601) {
        self.luma = luma
        self.blue = blue
        self.red = red
        self.matrix = matrix
    }
}
