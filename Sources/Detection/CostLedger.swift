/// Books the processor time of an inspection to what it was spent on, so that the next person knows where it goes.
///
/// What is timed within something else is booked to itself alone: the parts add up to the whole. Without a clock nothing is timed, and nothing spent.
package final class CostLedger {
    /// What time is spent on.
    package enum Part: String, CaseIterable, Sendable {
        case demux, decodePicture, decodeSound, copy, statistics, colour, bins, detail, spans, flashing, shake, bars, scrolls, holes
        case level, clipping, loudness, truePeak, soundHoles, offset, correlation, phone, spectrum, rest
    }

    /// Nanoseconds of processor time so far; nil where nothing is booked.
    private let clock: (() -> UInt64)?
    private var spent: [UInt64]
    private var current = Part.rest
    private var since: UInt64

    package init(clock: (() -> UInt64)? = nil) {
        self.clock = clock
        spent = clock == nil ? [] : Array(repeating: 0, count: Part.allCases.count)
        since = clock?() ?? 0
    }

    /// Does something, and books its time to a part.
    @inline(__always)
    package func book<Result>(_ part: Part, _ work: () throws -> Result) rethrows -> Result {
        guard clock != nil else { return try work() }
        let outer = turn(to: part)
        defer { _ = turn(to: outer) }
        return try work()
    }

    /// Seconds by part; empty without a clock.
    package var seconds: [Part: Double] {
        _ = turn(to: current)
        return spent.isEmpty ? [:] : Dictionary(uniqueKeysWithValues: zip(Part.allCases, spent.map { Double($0) / 1e9 }))
    }

    /// Closes what has run so far; what runs from now on is another part.
    private func turn(to part: Part) -> Part {
        guard let clock else { return current }
        let now = clock()
        spent[Self.index(current)] += now - since
        since = now
        defer { current = part }
        return current
    }

    private static func index(_ part: Part) -> Int {
        // The parts are few, and only looked up while costs are booked.
        Part.allCases.firstIndex(of: part) ?? 0
    }
}
