import ReviewModel

/// What a span has shown so far: how each cell and pixel moved, what the cells are made of, and how drawn content grew and went.
struct SpanFeatures {
    /// Samples, repeated pictures included.
    private(set) var samples = 0
    /// Samples in which a cell moved, and in which it was not quite the same: grain, and what a codec does to it.
    private(set) var moved = [UInt32](repeating: 0, count: SpanGrid.cells)
    private(set) var stirred = [UInt32](repeating: 0, count: SpanGrid.cells)
    /// Samples in which a pixel of the copy changed.
    private(set) var pixels: [UInt16] = []
    private(set) var width = 0
    private(set) var height = 0

    /// Settled pictures looked at; in how many of them a cell was natural, and flat.
    private(set) var looks = 0
    private(set) var natural = [UInt32](repeating: 0, count: SpanGrid.cells)
    private(set) var flat = [UInt32](repeating: 0, count: SpanGrid.cells)
    private(set) var mean = [Float](repeating: 0, count: SpanGrid.cells)
    private(set) var ground = 0.0
    /// Looks at which the picture was burnt out.
    private(set) var burnt = 0

    private(set) var content = DrawnContent()
    /// It began with a cut from or to a natural picture.
    var isCut = false

    private static let stirring: Float = 0.25
    private static let pixelStep: UInt8 = 3

    mutating func sample(_ difference: [Float], _ before: LumaCopy, _ after: LumaCopy, missed: Int) {
        samples += missed + 1
        for cell in 0..<SpanGrid.cells {
            moved[cell] &+= difference[cell] > CellActivity.moving ? 1 : 0
            stirred[cell] &+= difference[cell] > Self.stirring ? 1 : 0
        }
        if pixels.count != after.pixels.count {
            pixels = Array(repeating: 0, count: after.pixels.count)
            (width, height) = (after.width, after.height)
        }
        Self.mark(before.pixels, after.pixels, into: &pixels)
    }

    private static func mark(_ before: [UInt8], _ after: [UInt8], into counts: inout [UInt16]) {
        let step = pixelStep
        counts.withUnsafeMutableBufferPointer { counts in
            before.withUnsafeBufferPointer { before in
                after.withUnsafeBufferPointer { after in
                    for index in 0..<counts.count {
                        let difference = max(before[index], after[index]) &- min(before[index], after[index])
                        counts[index] &+= difference > step ? 1 : 0
                    }
                }
            }
        }
    }

    mutating func look(_ texture: CellTexture) {
        looks += 1
        for cell in 0..<SpanGrid.cells {
            natural[cell] &+= texture.isNatural[cell] ? 1 : 0
            flat[cell] &+= texture.isFlat[cell] ? 1 : 0
        }
        mean = texture.mean
        ground += texture.ground
        burnt += texture.isBurnt ? 1 : 0
    }

    /// Content came and went between two settled pictures.
    mutating func compare(_ before: SettledPicture, _ after: SettledPicture, where counts: (Int) -> Bool) {
        content.compare(before.edges.kept(by: after.edges), after.edges.kept(by: before.edges), where: counts)
    }

    /// Takes back what has moved since an earlier state; the time counts.
    mutating func forget(since earlier: SpanFeatures) {
        (moved, stirred) = (earlier.moved, earlier.stirred)
        if earlier.pixels.count == pixels.count { pixels = earlier.pixels }
    }

    /// The motion since an earlier state.
    func since(_ earlier: SpanFeatures) -> SpanFeatures {
        var result = SpanFeatures()
        result.samples = samples - earlier.samples
        result.moved = zip(moved, earlier.moved).map { $0 &- $1 }
        result.stirred = zip(stirred, earlier.stirred).map { $0 &- $1 }
        (result.pixels, result.width, result.height) = (pixels, width, height)
        if earlier.pixels.count == pixels.count { result.pixels = zip(pixels, earlier.pixels).map { $0 &- $1 } }
        return result
    }

    mutating func scrolled() { content.scrolls += 1 }

    /// Takes what another span has shown as well, which turned out to be the same one.
    mutating func add(_ other: SpanFeatures) {
        samples += other.samples
        isCut = isCut || other.isCut
        looks += other.looks
        ground += other.ground
        burnt += other.burnt
        content.add(other.content)
        for cell in 0..<SpanGrid.cells {
            moved[cell] &+= other.moved[cell]
            stirred[cell] &+= other.stirred[cell]
            natural[cell] &+= other.natural[cell]
            flat[cell] &+= other.flat[cell]
        }
        if pixels.count == other.pixels.count {
            for index in pixels.indices { pixels[index] &+= other.pixels[index] }
        } else if pixels.isEmpty {
            (pixels, width, height, mean) = (other.pixels, other.width, other.height, other.mean)
        }
    }
}
