import ReviewModel

/// A small bar that shows a measured value beside its limit: how far over, at a glance. The words stand next to it.
struct Gauge {
    private let position: Double
    private let limit: Double

    /// Nil where there is nothing to compare.
    init?(measured: Quantity?, threshold: Quantity?) {
        guard let measured, let threshold, measured.unit == threshold.unit, measured.value.isFinite, threshold.value.isFinite,
            measured.value != threshold.value
        else { return nil }
        let bounds = Self.bounds(measured.value, threshold.value, unit: measured.unit)
        guard bounds.upperBound > bounds.lowerBound else { return nil }
        func place(_ value: Double) -> Double { (value - bounds.lowerBound) / (bounds.upperBound - bounds.lowerBound) }
        position = place(measured.value)
        limit = place(threshold.value)
    }

    func svg() -> String {
        let width = 160.0
        let (at, edge) = (6 + position * (width - 12), 6 + limit * (width - 12))
        func bar(_ from: Double, _ to: Double, _ style: String) -> String {
            Markup.element(
                "rect", ["class": style, "x": Markup.number(from), "y": "7", "width": Markup.number(max(0, to - from)), "height": "6", "rx": "3"])
        }
        let parts = [
            bar(0, width, "track"), bar(min(at, edge), max(at, edge), "over"),
            Markup.element("path", ["class": "limit", "d": "M\(Markup.number(edge)) 2V18"]),
            Markup.element("circle", ["class": "value", "cx": Markup.number(at), "cy": "10", "r": "6"]),
        ]
        return Markup.element(
            "svg", ["class": "gauge", "viewBox": "0 0 160 20", "width": "160", "height": "20", "aria-hidden": "true", "focusable": "false"],
            parts.joined())
    }

    /// Levels have no zero worth showing; amounts have.
    private static func bounds(_ measured: Double, _ limit: Double, unit: Quantity.Unit) -> ClosedRange<Double> {
        switch unit {
        case .loudness, .decibels, .decibelsFullScale, .decibelsTruePeak, .correlation:
            let room = max(3, abs(measured - limit) * 0.6)
            return (min(measured, limit) - room)...(max(measured, limit) + room)
        case .seconds, .loudnessRange, .hertz, .framesPerSecond, .flashesPerSecond, .pixels, .wordsPerMinute, .perHundredWords, .share, .luma, .count:
            return min(0, measured, limit)...(max(measured, limit) * 1.2)
        }
    }
}
