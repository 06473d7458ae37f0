/// Where speech that knows no pause can be cut with the least harm. Pure.
package enum QuietMoment {
    /// Samples: 50 ms, about a stop consonant.
    static let window = 800
    /// Samples between two candidates.
    static let step = 160

    /// The middle of the weakest 50 ms, as a number of samples from the start; the middle of the whole when it is shorter.
    package static func find(in samples: UnsafeBufferPointer<Float>) -> Int {
        guard samples.count > window else { return samples.count / 2 }
        func energy(from start: Int) -> Float {
            samples[start..<start + window].reduce(0) { $0 + $1 * $1 }
        }
        let starts = stride(from: 0, through: samples.count - window, by: step)
        var weakest = (start: 0, energy: Float.infinity)
        for start in starts {
            let energy = energy(from: start)
            if energy < weakest.energy { weakest = (start, energy) }
        }
        return weakest.start + window / 2
    }
}
