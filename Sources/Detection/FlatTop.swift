/// Finds the flat tops in the samples of one channel: runs of one value that the wave enters from below and leaves again.
///
/// Sound of eight bits, or μ-law, has such runs without being clipped: its codes lie far apart. So the wave must fall off by several codes; how
/// far they lie apart at that height, the samples themselves tell.
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
    /// The same in codes. A peak that is flat over `run` samples, each rounded to its code, falls off by three at most.
    private static let edgeCodes: Float = 4

    private var value: Float = 0
    private var length = 0
    /// The sample before the run.
    private var before: Float = 0
    /// What lies between neighbours from `level` to half of full scale, and above.
    private var lower = CodeStep()
    private var upper = CodeStep()

    /// Takes samples; how many lie on tops that ended among them.
    mutating func push(_ samples: UnsafePointer<Float>, _ count: Int) -> Int {
        var found = 0
        for index in 0..<count {
            let sample = samples[index]
            if continues(sample) {
                length += 1
                continue
            }
            if abs(value) > Self.level { learn(from: sample) }
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
        defer { (value, length, before) = (0, 0, 0) }
        return abs(value) >= Self.fullScale && length >= Self.fullScaleRun ? length : 0
    }

    private func continues(_ sample: Float) -> Bool {
        if abs(sample - value) <= Self.tolerance { return true }
        return abs(sample) >= Self.fullScale && abs(value) >= Self.fullScale && (sample > 0) == (value > 0)
    }

    private mutating func learn(from sample: Float) {
        let step = abs(sample - value)
        if min(abs(value), abs(sample)) > 0.5 {
            upper.push(step)
        } else if min(abs(value), abs(sample)) > Self.level {
            lower.push(step)
        }
    }

    /// The samples of the run that ends here, if it is a top.
    private func top(after: Float) -> Int {
        let height = abs(value)
        if height >= Self.fullScale { return length }
        guard length >= Self.run, height > Self.level else { return 0 }
        let sign: Float = value > 0 ? 1 : -1
        // In the upper half a code may be twice as wide (μ-law, A-law).
        let code = height > 0.5 ? max(upper.size, 2 * lower.size) : lower.size
        let edge = max(Self.edge, Self.edgeCodes * code)
        return height - before * sign > edge && height - after * sign > edge ? length : 0
    }
}

/// How far apart the codes of coarse sound lie: the smallest step between neighbours, if it comes again and again. Sound that is fine hardly ever
/// shows the same step twice.
private struct CodeStep {
    /// The share of all steps that are the smallest from which on it is a code: one in so many.
    private static let share = 40

    private var smallest: Float = .infinity
    private var times = 0
    private var steps = 0

    mutating func push(_ step: Float) {
        steps += 1
        if step < smallest * 0.99 {
            smallest = step
            times = 1
        } else if step <= smallest * 1.01 {
            times += 1
        }
    }

    /// 0 where there are no codes to be seen.
    var size: Float { times > 2 && times * Self.share >= steps ? smallest : 0 }
}
