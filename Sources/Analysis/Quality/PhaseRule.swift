package import ReviewModel

/// One side is the other turned upside down: where both come from one speaker, the talk cancels itself out.
///
/// Facts: `correlation`, the median over the inverted talk; `share` of the talk that is inverted.
package struct PhaseRule: Rule {
    package init() {}

    package let codes: [FindingCode] = [.audioPhaseInverted]

    /// Talk that is not inverted for no longer than this does not end a range, in seconds: a cough, an encoder's slip.
    private static let slip = 0.4
    /// How far into a pause the edges of a range are followed, in seconds, and what the noise there must read.
    private static let pause = 5.0
    private static let noise = -0.5
    /// A weaker side than this under the talk's level says nothing, in dB.
    private static let weakerSide = 20.0
    /// From here on it is the whole recording.
    private static let whole = 0.95

    package func findings(in recording: Recording, by rubric: Rubric) -> [Finding] {
        guard let measurements = recording.measurements, let correlation = measurements[.correlation],
            let talk = Talk(measurements, weakerSide: Self.weakerSide)
        else { return [] }
        let limit = rubric[.phaseCorrelation]
        let isTalk = (0..<correlation.count).map { correlation[$0] != nil && talk.isPresent(in: correlation.range(at: $0)) }
        let inverted = isTalk.indices.filter { isTalk[$0] && (correlation[$0] ?? 0) < limit }
        let spans = Self.spans(inverted, isTalk, slip: Int((Self.slip / correlation.interval).rounded()))
            .map { Self.widened($0, correlation, isTalk) }
            .map { TimeRange(start: correlation.range(at: $0.lowerBound).start, end: correlation.range(at: $0.upperBound).end) }
            .merged().filter { $0.duration >= rubric[.phaseDuration] }
        guard !spans.isEmpty else { return [] }
        let values = inverted.compactMap { correlation[$0] }.sorted()
        let median = values[values.count / 2]
        let covered = inverted.count { bin in spans.contains { $0.contains(correlation.range(at: bin).middle) } }
        let share = Double(covered) / Double(max(1, isTalk.count { $0 }))
        return [
            Finding(
                .audioPhaseInverted, .mustFix, ranges: share >= Self.whole ? [] : spans, measured: Quantity(median, .correlation),
                threshold: rubric.quantity(.phaseCorrelation), confidence: median < limit - 0.1 ? 0.96 : 0.85,
                facts: ["correlation": median, "share": share])
        ]
    }

    /// Runs of inverted talk, pauses and short slips included.
    private static func spans(_ inverted: [Int], _ isTalk: [Bool], slip: Int) -> [ClosedRange<Int>] {
        var spans: [ClosedRange<Int>] = []
        for bin in inverted {
            if let last = spans.last, (last.upperBound + 1..<bin).count(where: { isTalk[$0] }) <= slip {
                spans[spans.count - 1] = last.lowerBound...bin
            } else {
                spans.append(bin...bin)
            }
        }
        return spans
    }

    /// The side was turned somewhere in the pauses round the span: where even the noise is upside down.
    private static func widened(_ span: ClosedRange<Int>, _ correlation: Series, _ isTalk: [Bool]) -> ClosedRange<Int> {
        let reach = Int(pause / correlation.interval)
        func isInverted(_ index: Int) -> Bool { !isTalk[index] && correlation[index].map { $0 < noise } ?? false }
        var (first, last) = (span.lowerBound, span.upperBound)
        while first > 0, span.lowerBound - first < reach, isInverted(first - 1) { first -= 1 }
        while last + 1 < correlation.count, last - span.upperBound < reach, isInverted(last + 1) { last += 1 }
        return first...last
    }

    /// Where both sides carry the talk.
    private struct Talk {
        /// Its interval and start are those of the levels.
        private let left: Series
        /// Whether both sides carry the talk, for each value of the levels.
        private let isPresent: [Bool]

        init?(_ measurements: MeasurementSet, weakerSide: Double) {
            let levels = Array(measurements.channelLevels.prefix(2))
            guard levels.count == 2, let talk = TalkLevel(of: levels) else { return nil }
            left = levels[0]
            let right = levels[1]
            isPresent = (0..<min(left.count, right.count)).map { [left] index in
                let (one, other) = (left[index] ?? -120, right[index] ?? -120)
                return max(one, other) >= talk.level && min(one, other) >= talk.level - weakerSide
            }
        }

        func isPresent(in range: TimeRange) -> Bool {
            let first = Int(((range.start - left.start) / left.interval).rounded())
            let end = Int(((range.end - left.start) / left.interval).rounded())
            return isPresent[(first..<end).clamped(to: isPresent.indices)].contains(true)
        }
    }
}
