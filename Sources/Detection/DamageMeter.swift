package import ReviewModel

/// Counts packets that could not be decoded, and joins those close together into one event.
package struct DamageMeter {
    /// Seconds between two damaged packets of one event.
    private static let gap = 1.0
    /// Events that are kept apart; in a recording damaged from start to end the rest is only counted.
    private static let maximumEvents = 10_000

    package private(set) var count = 0
    package private(set) var events: [MediaEvent] = []

    package init() {}

    /// Takes the time of a damaged packet, seconds.
    package mutating func push(at time: Double) {
        count += 1
        // Sound and picture take turns, not quite in order of time: look back over a few.
        if let near = events.indices.suffix(4).last(where: { time >= events[$0].start - Self.gap && time <= events[$0].end + Self.gap }) {
            events[near].start = min(events[near].start, time)
            events[near].end = max(events[near].end, time)
            events[near].value += 1
        } else if events.count < Self.maximumEvents {
            events.append(MediaEvent(.decodeError, start: time, value: 1))
        }
    }
}
