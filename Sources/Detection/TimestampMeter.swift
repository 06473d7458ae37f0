package import ReviewModel

/// Watches the times at which pictures begin: holes between them and steps back.
package struct TimestampMeter {
    /// Seconds; a shorter hole is not seen as one.
    private static let leastGap = 0.5
    /// How many usual intervals a hole must be at least: a recording of one picture a second has none.
    private static let intervals = 4.0
    /// The usual interval is the median of this many.
    private static let window = 64

    /// Events that are kept; a hostile file can jump at every picture.
    private static let maximumEvents = 10_000

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
            add(MediaEvent(.timestampGap, start: time, end: last, value: step))
            return
        }
        if step > Self.leastGap, let median, step > Self.intervals * median {
            add(MediaEvent(.timestampGap, start: last, end: time, value: step))
        }
        recent.append(step)
        if recent.count > Self.window { recent.removeFirst() }
    }

    /// Takes a step of the container's clock that was levelled out before the pictures were laid on it.
    package mutating func jumped(by step: Double, at time: Double) {
        add(MediaEvent(.timestampGap, start: time, value: step))
    }

    private mutating func add(_ event: MediaEvent) {
        if events.count < Self.maximumEvents { events.append(event) }
    }

    private var median: Double? {
        recent.isEmpty ? nil : recent.sorted()[recent.count / 2]
    }
}
