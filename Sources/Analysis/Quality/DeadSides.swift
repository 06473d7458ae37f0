import ReviewModel

/// Where one side of a stereo recording carries nothing while the other carries the talk. Every rule that compares sides asks here first.
struct DeadSides {
    /// The spans of the left and of the right side.
    let ranges: [[TimeRange]]
    private let duration: Double

    /// A side that is at least this loud carries the talk, in dBFS over 50 ms.
    private static let talk = -50.0
    /// How far into a pause at either end a dead side is followed, in seconds.
    private static let pause = 5.0
    /// A side that is this much over its level while dead is no longer dead, in dB.
    private static let noiseStep = 3.0

    init(_ measurements: MeasurementSet, by rubric: Rubric) {
        let channels = measurements.channelLevels
        guard channels.count == 2 else {
            ranges = [[], []]
            duration = 0
            return
        }
        ranges = [0, 1].map { dead in
            Self.ranges(dead: channels[dead], live: channels[1 - dead], difference: rubric[.channelDeadDifference])
                .filter { $0.duration >= rubric[.channelDeadDuration] }
        }
        duration = channels[0].end - channels[0].start
    }

    /// The share of the recording over which a side is dead.
    func share(_ side: Int) -> Double {
        min(1, ranges[side].totalDuration / max(0.001, duration))
    }

    /// Whether one side is dead from start to end, so that only the other is the recording.
    var isOneSided: Bool { [0, 1].contains { share($0) > 0.9 } }

    func overlap(_ range: TimeRange) -> Bool {
        ranges.joined().contains { $0.overlaps(range) }
    }

    /// Spans in which, whenever the live side speaks, the dead one does not; pauses of both belong to the span they stand in.
    private static func ranges(dead: Series, live: Series, difference: Double) -> [TimeRange] {
        var spans: [ClosedRange<Int>] = []
        var open: ClosedRange<Int>?
        for index in 0..<min(dead.count, live.count) {
            guard let other = live[index], let own = dead[index] else { continue }
            if other >= talk, other - own >= difference {
                open = (open?.lowerBound ?? index)...index
            } else if own >= talk || (other >= talk && other - own < difference) {
                open.map { spans.append($0) }
                open = nil
            }
        }
        open.map { spans.append($0) }
        return spans.map { span in
            let whole = widened(span, dead)
            return TimeRange(start: dead.range(at: whole.lowerBound).start, end: dead.range(at: whole.upperBound).end)
        }
    }

    /// The side died and came back somewhere in the pauses round the span: where its own level, if only of noise, changes.
    private static func widened(_ span: ClosedRange<Int>, _ dead: Series) -> ClosedRange<Int> {
        let reach = Int(pause / dead.interval)
        let floor = (span.compactMap { dead[$0] }.max() ?? -120) + noiseStep
        func isDead(_ index: Int) -> Bool { dead[index].map { $0 <= floor } ?? false }
        var (first, last) = (span.lowerBound, span.upperBound)
        while first > 0, span.lowerBound - first < reach, isDead(first - 1) { first -= 1 }
        while last + 1 < dead.count, last - span.upperBound < reach, isDead(last + 1) { last += 1 }
        return first...last
    }
}
