internal import TestSupport

/// The moments that one case draws. Each case has a stream of its own, seeded by its name, so that adding a case moves no other.
package struct Draw: Sendable {
    private var generator: SplitMix64

    package init(name: String, seed: UInt64) {
        generator = SplitMix64(seed: Fingerprint.hash(name) ^ seed)
    }

    /// A time in seconds on a grid, both ends included.
    package mutating func time(_ range: ClosedRange<Double>, step: Double) -> Double {
        let steps = UInt64(((range.upperBound - range.lowerBound) / step + 1e-6).rounded(.down))
        let index = Double(generator.next() % (steps + 1))
        return ((range.lowerBound + index * step) * 1000).rounded() / 1000
    }

    package mutating func element<Element>(_ elements: [Element]) -> Element {
        elements[Int(generator.next() % UInt64(elements.count))]
    }
}
