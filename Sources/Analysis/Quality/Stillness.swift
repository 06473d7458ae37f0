internal import ReviewModel

/// Tells a picture that is repeated from one that merely holds still, and from one that a dissolve or a fade has brought.
struct Stillness {
    let measurements: MeasurementSet
    /// The luma up to which a picture is black, and up to which all but a speck of it is.
    let blackLuma: Double
    let blackPeak: Double

    /// The mean difference between neighbouring pictures up to which they are one and the same, re-encoded: 0.2 of 255 steps.
    private static let repetition = 0.2 / 255
    /// A dissolve or a fade, over this many bins before the stop: brightness goes one way, and that makes up this share of all that
    /// changes. What moves before a camera changes far more than the brightness of the whole.
    private static let fadeBins = 3
    private static let fadeShare = 0.3

    func isRepetition(_ range: TimeRange) -> Bool {
        isSame(range) && !comesOfFade(range) && !isBlack(range)
    }

    /// The bins at both edges hold the last and the first picture that moved.
    private func isSame(_ range: TimeRange) -> Bool {
        guard let change = measurements[.change] else { return true }
        let differences = values(of: change, in: range).dropFirst().dropLast().sorted()
        return differences.isEmpty || differences[differences.count / 2] <= Self.repetition
    }

    private func comesOfFade(_ range: TimeRange) -> Bool {
        guard let mean = measurements[.lumaMean], let change = measurements[.change], let frames = measurements[.frames] else { return false }
        let stop = Int((range.start - mean.start) / mean.interval) + 1
        let bins = stop - Self.fadeBins..<stop
        guard bins.lowerBound >= 0, stop < min(mean.count, change.count, frames.count) else { return false }
        let path = (bins.lowerBound...stop).compactMap { mean[$0] }
        let steps = zip(path, path.dropFirst()).map { $1 - $0 }
        guard steps.allSatisfy({ $0 >= 0 }) || steps.allSatisfy({ $0 <= 0 }) else { return false }
        // A cut in the first of the bins would drown the fade that follows it.
        let changes = bins.dropFirst().compactMap { change[$0] }
        let pictures = bins.reduce(0) { $0 + (frames[$1] ?? 0) }
        let moved = changes.reduce(0, +) / Double(max(1, changes.count)) * pictures
        return moved > 0 && abs(steps.reduce(0, +)) > Self.fadeShare * moved
    }

    private func isBlack(_ range: TimeRange) -> Bool {
        guard let bright = measurements[.lumaHighMaximum] else { return false }
        let levels = values(of: bright, in: range)
        let peaks = measurements[.lumaPeak].map { values(of: $0, in: range) } ?? []
        return !levels.isEmpty && levels.median <= blackLuma && peaks.median <= blackPeak
    }

    private func values(of series: Series, in range: TimeRange) -> [Double] {
        let first = max(0, Int((range.start - series.start) / series.interval))
        let end = min(series.count, Int(((range.end - series.start) / series.interval).rounded(.up)))
        return (first..<max(first, end)).compactMap { series[$0] }
    }
}
