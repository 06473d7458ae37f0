import ReviewModel

/// A series of what pictures have while they are on show: each value holds from its picture to the next one, and a bin gets the mean over time,
/// the least or the most of what it holds. Values come in order of time.
struct HeldSeries {
    enum Reduction {
        case mean, least, most
    }

    private(set) var series: Series
    private let reduction: Reduction
    private var index = 0
    private var weight = 0.0
    private var value = 0.0

    /// Times this close to a bin's edge, in bins, lie on it: 0.6 / 0.2 is not quite 3 in binary.
    private static let slack = 1e-6

    init(_ name: SeriesName, _ unit: Quantity.Unit, interval: Double = PictureBins.interval, resolution: Double, _ reduction: Reduction) {
        series = Series(name: name, unit: unit, interval: interval, resolution: resolution)
        self.reduction = reduction
    }

    /// The value holds from `start` to `end`, seconds.
    mutating func hold(_ held: Double, from start: Double, to end: Double) {
        let (first, last) = (max(0, start / series.interval), end / series.interval)
        guard last - first > Self.slack else { return }
        var position = first
        for bin in Int(first + Self.slack)..<max(Int(first + Self.slack) + 1, Int((last - Self.slack).rounded(.up))) {
            while index < bin { close() }
            let next = min(last, Double(bin + 1))
            take(held, next - position)
            position = next
        }
    }

    mutating func finish() -> Series {
        if weight > 0 { close() }
        return series
    }

    private mutating func take(_ held: Double, _ share: Double) {
        switch reduction {
        case .mean: value += held * share
        case .least: value = weight == 0 ? held : min(value, held)
        case .most: value = weight == 0 ? held : max(value, held)
        }
        weight += share
    }

    private mutating func close() {
        series.append(weight > 0 ? (reduction == .mean ? value / weight : value) : nil)
        weight = 0
        value = 0
        index += 1
    }
}
