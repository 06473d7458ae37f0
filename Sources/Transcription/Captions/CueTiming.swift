import ReviewModel

/// Settles how long captions are shown. Pure.
enum CueTiming {
    /// Captions in order of time that never overlap; each lasts at least a second where the one before and the one after
    /// leave room, and at most seven.
    static func settle(_ cues: [Cue], until end: Double = .infinity) -> [Cue] {
        var result: [Cue] = []
        var free = 0.0
        for (index, cue) in cues.enumerated() {
            let next = index + 1 < cues.count ? max(cue.range.start, cues[index + 1].range.start) : max(cue.range.start, end)
            var range = cue.range
            range.start = max(free, range.start)
            range.end = min(max(range.end, range.start), next, range.start + CaptionLimits.longest)
            range = lengthened(range, after: free, before: next)
            // A recogniser can give two captions the same moment; neither may have no time at all.
            range.end = max(range.end, range.start + 0.001)
            free = range.end
            result.append(Cue(range: range, lines: cue.lines))
        }
        return result
    }

    /// Lingers after the last word, and begins earlier if that is not enough to be read.
    private static func lengthened(_ range: TimeRange, after free: Double, before next: Double) -> TimeRange {
        let wanted = max(range.end + CaptionLimits.linger, range.start + CaptionLimits.shortest)
        let end = max(range.end, min(wanted, next, range.start + CaptionLimits.longest))
        let start = min(range.start, max(free, end - CaptionLimits.shortest))
        return TimeRange(start: start, end: end)
    }
}
