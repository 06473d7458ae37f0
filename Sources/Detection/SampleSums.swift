/// Sums over the samples of a plane, eight lanes at a time.
enum SampleSums {
    /// The sum of squares.
    static func energy(_ samples: UnsafePointer<Float>, _ count: Int) -> Double {
        product(samples, samples, count)
    }

    /// The sum of the products of two planes' samples.
    static func product(_ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>, _ count: Int) -> Double {
        let (first, second) = (UnsafeRawPointer(left), UnsafeRawPointer(right))
        var lanes = SIMD8<Float>()
        let whole = count & ~7
        for index in stride(from: 0, to: whole, by: 8) {
            lanes +=
                first.loadUnaligned(fromByteOffset: index * 4, as: SIMD8<Float>.self)
                * second.loadUnaligned(fromByteOffset: index * 4, as: SIMD8<Float>.self)
        }
        var sum = Double(lanes.sum())
        for index in whole..<count { sum += Double(left[index] * right[index]) }
        return sum
    }

    static func sum(_ samples: UnsafePointer<Float>, _ count: Int) -> Double {
        let raw = UnsafeRawPointer(samples)
        var lanes = SIMD8<Float>()
        let whole = count & ~7
        for index in stride(from: 0, to: whole, by: 8) { lanes += raw.loadUnaligned(fromByteOffset: index * 4, as: SIMD8<Float>.self) }
        var sum = Double(lanes.sum())
        for index in whole..<count { sum += Double(samples[index]) }
        return sum
    }

    /// The smallest magnitude that is not zero; infinity where all are.
    static func smallest(_ samples: UnsafePointer<Float>, _ count: Int) -> Float {
        let raw = UnsafeRawPointer(samples)
        var lanes = SIMD8<Float>(repeating: .infinity)
        let whole = count & ~7
        for index in stride(from: 0, to: whole, by: 8) {
            let values = raw.loadUnaligned(fromByteOffset: index * 4, as: SIMD8<Float>.self)
            let magnitudes = SIMD8<UInt32>(truncatingIfNeeded: unsafeBitCast(values, to: SIMD8<UInt32>.self) & 0x7FFF_FFFF)
            let heights = unsafeBitCast(magnitudes, to: SIMD8<Float>.self)
            lanes.replace(with: heights, where: (heights .< lanes) .& (heights .> 0))
        }
        var smallest = lanes.min()
        for index in whole..<count where samples[index] != 0 { smallest = min(smallest, abs(samples[index])) }
        return smallest
    }
}
