package import ReviewModel

/// Measures how evenly pictures follow each other: the shortest and the longest time between two of them, in bins of half a second.
package struct IntervalMeter {
    /// Seconds of a bin.
    private static let interval = 0.5
    /// 1/4096 s: containers round to a millisecond at best.
    private static let resolution = 1.0 / 4096
    /// Times this close to a bin's edge, in bins, lie on it.
    private static let slack = 1e-6

    private var shortest = Series(name: .intervalShortest, unit: .seconds, interval: interval, resolution: resolution)
    private var longest = Series(name: .intervalLongest, unit: .seconds, interval: interval, resolution: resolution)
    private var open: (least: Double, most: Double)?
    private var last: Double?

    package init() {}

    /// Takes the time at which the next picture begins, seconds. One that does not come after the last is passed over.
    package mutating func push(_ time: Double) {
        guard let last, time > last else {
            last = last ?? time
            return
        }
        let bin = Int(max(0, time) / Self.interval + Self.slack)
        while shortest.count < bin { close() }
        let step = time - last
        open = (min(open?.least ?? step, step), max(open?.most ?? step, step))
        self.last = time
    }

    package mutating func finish() -> [Series] {
        if open != nil { close() }
        return [shortest, longest]
    }

    private mutating func close() {
        shortest.append(open?.least)
        longest.append(open?.most)
        open = nil
    }
}
