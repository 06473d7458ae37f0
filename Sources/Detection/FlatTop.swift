/// Finds the flat tops in the samples of one channel: runs of one value that the wave enters from below and leaves again.
struct FlatTop {
    /// From here on a sample is at full scale, and a run of this many is a top.
    private static let fullScale: Float = 0.999
    private static let fullScaleRun = 3
    /// Below full scale: the least level, the least run, and how far its samples may lie apart.
    private static let level: Float = 0.25
    private static let run = 4
    private static let tolerance: Float = 1e-4
    /// How far the samples on both sides of a lower top must fall off. A low tone is nearly flat at its peak too, but has no such edges.
    private static let edge: Float = 1e-3

    private var value: Float = 0
    private var length = 0
    /// The sample before the run.
    private var before: Float = 0

    /// Takes samples; how many lie on tops that ended among them.
    mutating func push(_ samples: UnsafePointer<Float>, _ count: Int) -> Int {
        var found = 0
        for index in 0..<count {
            let sample = samples[index]
            if continues(sample) {
                length += 1
                continue
            }
            if length >= Self.fullScaleRun { found += top(after: sample) }
            // Most samples are quiet: they only have to be remembered.
            before = length > 0 ? value : before
            value = sample
            length = 1
        }
        return found
    }

    /// Ends a run where the samples end.
    mutating func end() -> Int {
        defer { self = FlatTop() }
        return abs(value) >= Self.fullScale && length >= Self.fullScaleRun ? length : 0
    }

    private func continues(_ sample: Float) -> Bool {
        if abs(sample - value) <= Self.tolerance { return true }
        return abs(sample) >= Self.fullScale && abs(value) >= Self.fullScale && (sample > 0) == (value > 0)
    }

    /// The samples of the run that ends here, if it is a top.
    private func top(after: Float) -> Int {
        let height = abs(value)
        if height >= Self.fullScale { return length }
        guard length >= Self.run, height > Self.level else { return 0 }
        let sign: Float = value > 0 ? 1 : -1
        return height - before * sign > Self.edge && height - after * sign > Self.edge ? length : 0
    }
}
