/// Random numbers that are the same on every machine: SplitMix64 (Steele, Lea, Flood 2014).
package struct SplitMix64: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(seed: UInt64) {
        state = seed
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

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
