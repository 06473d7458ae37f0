extension Series {
    /// The step that would stand at a place if those measured in some bins were sorted; nil without any. Bins outside of the series hold none.
    ///
    /// Halves what steps there can be and counts, again and again, until one is left: that is far faster than sorting, and needs no memory.
    package func step(in bins: Range<Int>, rankedAt place: (_ count: Int) -> Int) -> Int16? {
        let bins = bins.clamped(to: 0..<count)
        return steps.withUnsafeBufferPointer { all in
            let steps = UnsafeBufferPointer(rebasing: all[bins])
            var (count, low, high) = (0, Int16.max, Int16.min)
            for step in steps {
                count &+= step == Self.missing ? 0 : 1
                low = min(low, step == Self.missing ? .max : step)
                high = max(high, step)
            }
            guard count > 0 else { return nil }
            // A missing value is the least there is.
            let place = steps.count - count + place(count)
            while low < high {
                let middle = Int16((Int(low) + Int(high)) >> 1)
                // The sign of the difference counts: without a branch or a check for overflow many are taken at once.
                var below: UInt32 = 0
                for step in steps { below &+= UInt32(bitPattern: Int32(step) &- Int32(middle) &- 1) >> 31 }
                if below > place { high = middle } else { low = middle + 1 }
            }
            return low
        }
    }

    /// The same as a value.
    package func value(in bins: Range<Int>, rankedAt place: (_ count: Int) -> Int) -> Double? {
        step(in: bins, rankedAt: place).map { Double($0) * resolution }
    }

    /// The value below which a share of those measured lie; nil without any.
    package func percentile(_ share: Double, in bins: Range<Int>? = nil) -> Double? {
        value(in: bins ?? 0..<count) { min($0 - 1, Int(Double($0) * share)) }
    }
}
