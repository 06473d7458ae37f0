/// What the brightnesses of a picture's small copy say of how it was made.
struct Tones {
    /// The share of the pixels that have one of the two most frequent codes, give or take one.
    let ground: Double
    /// The share of the pixels that are white, in limited range or full.
    let white: Double
    /// Codes from the darkest 2 % to all but 1 in 2,000 pixels.
    let span: Int

    private static let least = 228

    init(_ copy: LumaCopy) {
        var histogram = [Int](repeating: 0, count: 258)
        for pixel in copy.pixels { histogram[Int(pixel) + 1] += 1 }
        let total = Double(max(1, copy.pixels.count))
        var near = [Int](repeating: 0, count: 256)
        for code in near.indices { near[code] = histogram[code] + histogram[code + 1] + histogram[code + 2] }
        let first = near.indices.max { near[$0] < near[$1] } ?? 0
        let second = near.indices.filter { abs($0 - first) > 2 }.map { near[$0] }.max() ?? 0
        ground = Double(near[first] + second) / total
        white = Double(histogram[(Self.least + 1)...256].reduce(0, +)) / total

        func code(_ share: Double) -> Int {
            var sum = 0
            return (0..<256).first { code in
                sum += histogram[code + 1]
                return Double(sum) >= share * total
            } ?? 255
        }
        span = code(0.9995) - code(0.02)
    }
}
