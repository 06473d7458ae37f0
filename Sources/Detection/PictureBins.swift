import ReviewModel

/// Collects what pictures show into steady bins. Calls come in order of time; a bin is closed when a later one is reached.
struct PictureBins {
    /// Seconds of a bin.
    static let interval = 0.2
    /// Times this close to a bin's edge, in bins, lie on it: 0.6 / 0.2 is not quite 3 in binary.
    private static let slack = 1e-6

    private(set) var series = Names.all.map { Series(name: $0.name, unit: $0.unit, interval: interval, resolution: $0.resolution) }
    private(set) var motion = MotionMap(interval: interval)
    private var index = 0
    private var open = Bin()

    /// A picture is on show from `start` to `end`, seconds.
    mutating func show(_ statistics: LumaStatistics, from start: Double, to end: Double) {
        let (first, last) = (max(0, start / Self.interval), end / Self.interval)
        guard last - first > Self.slack else { return }
        var position = first
        for bin in Int(first + Self.slack)..<max(Int(first + Self.slack) + 1, Int((last - Self.slack).rounded(.up))) {
            advance(to: bin)
            let next = min(last, Double(bin + 1))
            open.show(statistics, weight: next - position)
            position = next
        }
    }

    /// A picture begins, and differs from the one before it by this much.
    mutating func begin(_ difference: LumaDifference, at time: Double) {
        advance(to: Int(max(0, time) / Self.interval + Self.slack))
        open.frames += 1
        open.change = max(open.change, difference.whole)
        for cell in 0..<MotionMap.cells where difference.cells[cell] > open.cells[cell] {
            open.cells[cell] = difference.cells[cell]
        }
        if difference.cells.contains(where: { $0 >= MotionLevels.slight }) {
            let offset = max(0, time - Double(index) * Self.interval)
            open.motionFirst = open.motionFirst ?? offset
            open.motionLast = offset
        }
    }

    /// Closes the last bin.
    mutating func finish() {
        if open.weight > 0 || open.frames > 0 { close() }
    }

    private mutating func advance(to bin: Int) {
        while index < bin { close() }
    }

    private mutating func close() {
        let isShown = open.weight > 0
        let values: [Double?] = [
            open.mean / open.weight, open.highMinimum, open.highMaximum, open.low / open.weight, open.change,
        ].map { isShown ? $0 : nil }
        for (position, value) in (values + [Double(open.frames), open.motionFirst, open.motionLast]).enumerated() {
            series[position].append(value)
        }
        motion.append(open.cells.map(MotionLevels.level))
        open = Bin()
        index += 1
    }
}

extension PictureBins {
    /// What the open bin has seen. Sums are weighted by how long a picture was on show, in bins.
    private struct Bin {
        var weight = 0.0
        var mean = 0.0
        var low = 0.0
        var highMinimum = 1.0
        var highMaximum = 0.0
        var change = 0.0
        var frames = 0
        /// Seconds from the bin's start.
        var motionFirst: Double?
        var motionLast: Double?
        var cells = LumaDifference.none.cells

        mutating func show(_ statistics: LumaStatistics, weight: Double) {
            self.weight += weight
            mean += weight * statistics.mean
            low += weight * statistics.low
            highMinimum = min(highMinimum, statistics.high)
            highMaximum = max(highMaximum, statistics.high)
        }
    }

    private enum Names {
        static let all: [(name: SeriesName, unit: Quantity.Unit, resolution: Double)] = [
            (.lumaMean, .luma, 1.0 / 4096), (.lumaHighMinimum, .luma, 1.0 / 4096), (.lumaHighMaximum, .luma, 1.0 / 4096),
            (.lumaLow, .luma, 1.0 / 4096), (.change, .luma, 1.0 / 16384), (.frames, .count, 1), (.motionFirst, .seconds, 0.001),
            (.motionLast, .seconds, 0.001),
        ]
    }
}
