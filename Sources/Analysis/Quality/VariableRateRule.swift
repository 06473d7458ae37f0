package import ReviewModel

/// Pictures that do not follow each other evenly: the shortest and the longest time between two of them lie far from the usual one, over a stretch
/// or throughout. Containers round times, cameras drop a picture now and then, and telecine repeats fields; none of these is meant.
///
/// Facts: `shortest` and `longest` time between two pictures, and `average`, in seconds, over the stretches; `usual` rate in pictures a second.
package struct VariableRateRule: Rule {
    package init() {}

    package let codes: [FindingCode] = [.videoFrameRateVariable]

    /// So many bins at the usual rate do not end an uneven stretch.
    private static let breath = 1
    /// Uneven moments that are scattered over the recording, with the pauses that end in them, count from this share of it and this number on;
    /// then it concerns the whole. A recorder of the screen that adds a picture only when something changes is such a case.
    private static let scattered = 0.1
    private static let leastScattered = 5

    /// Where packets are damaged this near, in seconds, pictures are missing for that reason.
    private static let damage = 0.5

    package func findings(in recording: Recording, by rubric: Rubric) -> [Finding] {
        guard let measurements = recording.measurements, let cadence = Cadence(measurements) else { return [] }
        let gaps = TimestampGapRule.gaps(in: recording, by: rubric).map(\.range)
        let damaged = measurements.events(.decodeError).map { TimeRange(start: $0.start - Self.damage, end: $0.end + Self.damage) }
        let uneven = cadence.bins.indices.filter { index in
            let bin = cadence.bins[index]
            // A hole is told of as what it is, and so are pictures that could not be decoded.
            return !cadence.isSteady(bin, spread: rubric[.frameRateSpread]) && !gaps.contains { bin.range.contains($0.end) }
                && !damaged.contains(where: bin.range.overlaps)
        }
        let needed = Int((rubric[.frameRateVariable] / Self.binLength(cadence)).rounded(.up))
        let runs = Self.runs(uneven, over: cadence.bins.count).filter { $0.count >= needed }
        let seconds = uneven.reduce(0) { $0 + max(Self.binLength(cadence), cadence.bins[$1].longest) }
        let isScattered = uneven.count >= Self.leastScattered && seconds > Self.scattered * (measurements.summary.videoEnd ?? .infinity)
        guard !runs.isEmpty || isScattered else { return [] }
        let concerned = (isScattered ? uneven : runs.flatMap(\.self)).map { cadence.bins[$0] }
        let ranges = isScattered && runs.flatMap(\.self).count < uneven.count * 3 / 4 ? [] : runs.map { Self.range($0, cadence, measurements) }
        return [finding(concerned, ranges, cadence, measurements, rubric)]
    }

    private func finding(
        _ bins: [Cadence.Bin], _ ranges: [TimeRange], _ cadence: Cadence, _ measurements: MeasurementSet, _ rubric: Rubric
    ) -> Finding {
        let shortest = bins.map(\.shortest).min() ?? cadence.usual
        let longest = bins.map(\.longest).max() ?? cadence.usual
        let whole = TimeRange(start: measurements.summary.videoStart ?? 0, end: measurements.summary.videoEnd ?? 0)
        let pictures = (ranges.isEmpty ? [whole] : ranges).reduce(0) { $0 + Self.pictures(in: $1, measurements) }
        let average = (ranges.isEmpty ? whole.duration : ranges.totalDuration) / max(1, pictures)
        let slowest = 1 / longest
        let limit = 1 / (cadence.usual * (1 + rubric[.frameRateSpread]))
        let isClear = longest > cadence.usual * (1 + 2 * rubric[.frameRateSpread]) || shortest < cadence.usual * (1 - 2 * rubric[.frameRateSpread])
        return Finding(
            .videoFrameRateVariable, .advice, ranges: ranges, measured: Quantity(slowest, .framesPerSecond),
            threshold: Quantity(limit, .framesPerSecond), confidence: isClear ? 0.95 : 0.8,
            facts: ["shortest": shortest, "longest": longest, "average": average, "usual": 1 / cadence.usual])
    }

    private static func binLength(_ cadence: Cadence) -> Double {
        cadence.bins.first?.range.duration ?? 1
    }

    /// Indices that follow each other, with short breaths between them.
    private static func runs(_ indices: [Int], over count: Int) -> [[Int]] {
        var result: [[Int]] = []
        for index in indices {
            if let last = result.last?.last, index - last <= breath + 1 {
                result[result.count - 1].append(index)
            } else {
                result.append([index])
            }
        }
        return result
    }

    /// From the first to the last uneven bin, with the edges moved to where the number of pictures in the finer bins of the picture changes.
    private static func range(_ run: [Int], _ cadence: Cadence, _ measurements: MeasurementSet) -> TimeRange {
        let (first, last) = (cadence.bins[run[0]], cadence.bins[run[run.count - 1]])
        var range = TimeRange(start: max(0, first.range.start), end: last.range.end)
        guard let frames = measurements[.frames] else { return range }
        let expected = frames.interval / cadence.usual
        // Where bins hold a whole number of pictures, one less is telling.
        let tolerance = max(abs(expected - expected.rounded()) < 0.02 ? 0.9 : 1, 0.1 * expected)
        func isUneven(_ index: Int) -> Bool {
            frames.steps.indices.contains(index) && abs((frames[index] ?? expected) - expected) > tolerance
        }
        // The picture before the edge may be the one that is missing.
        let (left, right) = (Int(range.start / frames.interval) - 1, Int(range.end / frames.interval))
        let reach = Int((first.range.duration / frames.interval).rounded(.up)) + 1
        if let edge = (left...left + reach).first(where: isUneven) { range.start = frames.range(at: edge).start }
        if let edge = (right - reach...right).last(where: isUneven) { range.end = frames.range(at: edge).end }
        return range
    }

    private static func pictures(in range: TimeRange, _ measurements: MeasurementSet) -> Double {
        guard let frames = measurements[.frames] else { return 0 }
        let bins = max(0, Int(range.start / frames.interval))..<max(0, min(frames.count, Int((range.end / frames.interval).rounded())))
        return bins.reduce(0) { $0 + (frames[$1] ?? 0) }
    }
}
