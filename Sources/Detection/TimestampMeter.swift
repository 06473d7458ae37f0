package import ReviewModel

/// Watches the times at which pictures begin: holes between them and steps back.
package struct TimestampMeter {
    /// Seconds; a shorter hole is not seen as one.
    private static let leastGap = 0.5
    /// How many usual intervals a hole must be at least: a recording of one picture a second has none.
    private static let intervals = 4.0
    /// The usual interval is the median of this many.
    private static let window = 64

    package private(set) var events: [MediaEvent] = []
    private var last: Double?
    private var recent: [Double] = []

    package init() {}

    /// Takes the time at which the next picture begins, seconds.
    package mutating func push(_ time: Double) {
        defer { last = time }
        guard let last else { return }
        let step = time - last
        if step < 0 {
            events.append(MediaEvent(.timestampGap, start: time, end: last, value: step))
            return
        }
        if step > Self.leastGap, let median, step > Self.intervals * median {
            events.append(MediaEvent(.timestampGap, start: last, end: time, value: step))
        }
        recent.append(step)
        if recent.count > Self.window { recent.removeFirst() }
    }

    private var median: Double? {
        recent.isEmpty ? nil : recent.sorted()[recent.count / 2]
    }
}
