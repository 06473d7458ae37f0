import Foundation

/// Brings sound down to about 1.5 kHz: all that a search for mains hum needs.
struct Decimator {
    /// Hertz at least of what comes out.
    private static let least = 1500
    /// Hertz from which on nothing is wanted.
    private static let cutoff = 450.0

    /// Samples that go in for one that comes out.
    let factor: Int
    private let taps: [Float]
    private var history: [Float]
    /// Of `history`, the first sample that the next output weighs.
    private var next = 0
    private var lastSignal = -1

    init(rate: Int) {
        factor = max(1, rate / Self.least)
        // A windowed sinc over eight outputs.
        let length = factor * 8 + 1
        let raw = (0..<length).map { index -> Double in
            let time = Double(index - length / 2)
            let x = 2 * Self.cutoff / Double(rate) * time
            let sinc = x == 0 ? 1 : sin(.pi * x) / (.pi * x)
            return sinc * (0.54 + 0.46 * cos(2 * .pi * time / Double(length)))
        }
        let sum = raw.reduce(0, +)
        taps = raw.map { Float($0 / sum) } + Array(repeating: 0, count: (8 - length % 8) % 8)
        history = Array(repeating: 0, count: length / 2)
    }

    mutating func push(_ samples: ArraySlice<Float>, into output: inout [Float]) {
        if let last = samples.lastIndex(where: { $0 != 0 }) { lastSignal = history.count + last - samples.startIndex }
        history.append(contentsOf: samples)
        while next + taps.count <= history.count {
            output.append(lastSignal < next ? 0 : weigh(from: next))
            next += factor
        }
        if next > 16 * taps.count {
            history.removeFirst(next)
            lastSignal -= next
            next = 0
        }
    }

    private func weigh(from first: Int) -> Float {
        history.withUnsafeBytes { samples in
            taps.withUnsafeBytes { taps in
                var lanes = SIMD8<Float>()
                for index in stride(from: 0, to: self.taps.count, by: 8) {
                    lanes +=
                        samples.loadUnaligned(fromByteOffset: (first + index) * 4, as: SIMD8<Float>.self)
                        * taps.loadUnaligned(fromByteOffset: index * 4, as: SIMD8<Float>.self)
                }
                return lanes.sum()
            }
        }
    }
}
