import Foundation

/// A raised cosine: what a spectrum is seen through, so that a tone does not spread.
enum HannWindow {
    static func make(_ size: Int) -> [Float] {
        (0..<size).map { Float(0.5 - 0.5 * cos(2 * .pi * (Double($0) + 0.5) / Double(size))) }
    }

    /// What turns the sum of squares of a windowed piece's spectrum into its mean square.
    static func powerScale(_ size: Int) -> Float {
        let sum = make(size).reduce(0.0) { $0 + Double($1) * Double($1) }
        return Float(2 / (sum * Double(size)))
    }
}
