/// A small copy of a picture's luma: the decoder's 8-bit codes, averaged over squares of the full picture, row by row without gaps.
package struct LumaCopy: Sendable, Hashable {
    package var width: Int
    package var height: Int
    package var pixels: [UInt8]

    package init(width: Int = 0, height: Int = 0, pixels: [UInt8] = []) {
        precondition(pixels.count == width * height)
        self.width = width
        self.height = height
        self.pixels = pixels
    }
}
