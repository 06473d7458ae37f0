import ReviewModel

/// The timeline as an SVG: findings as numbered links in lanes, then loudness, slides and shots, and speech over one axis.
///
/// It is drawn for a width, and a page holds a wide and a narrow one, so that its text can be read on a phone too.
struct TimelineDrawing {
    let timeline: Timeline
    let wording: any Wording
    let width: Double
    /// Keeps the names inside this drawing apart from those of another on the same page.
    let name: String

    let margin = 1.0
    /// Room at the right for the numbers of the loudness scale.
    private let gutter = 26.0

    /// Where the recording ends.
    var right: Double { width - gutter }

    /// The drawing, as markup.
    func svg() -> String {
        var y = 0.0
        let lanes = lanes(from: &y)
        let tracks = tracks(from: &y)
        let axis = axis(from: &y, top: 0)
        let title = Markup.element("title", ["id": "\(name)-title"], Markup.escape(wording.labels.timeline))
        let description = Markup.element("desc", ["id": "\(name)-desc"], Markup.escape(self.description))
        // The marks are links, which nothing inside an image may be: so the image is the part behind them.
        let picture = Markup.element(
            "g", ["role": "img", "aria-labelledby": "\(name)-desc"], axis.grid + tracks + axis.labels)
        return Markup.element(
            "svg",
            [
                "xmlns": "http://www.w3.org/2000/svg", "class": "timeline \(name)", "viewBox": "0 0 \(Markup.number(width)) \(Markup.number(y))",
                "aria-labelledby": "\(name)-title", "data-left": Markup.number(margin), "data-right": Markup.number(right),
                "data-duration": Printed.plain(timeline.duration),
            ],
            title + description + picture + lanes)
    }

    func x(_ time: Double) -> Double {
        margin + max(0, min(1, time / timeline.duration)) * (right - margin)
    }

    /// A small text above a lane, beside where the line of a player begins.
    func caption(_ text: String, at y: Double) -> String {
        Markup.element(
            "text", ["class": "caption", "x": Markup.number(margin + 6), "y": Markup.number(y), "aria-hidden": "true"], Markup.escape(text))
    }

    func box(_ left: Double, _ top: Double, _ width: Double, _ height: Double, _ style: String, radius: Double = 0) -> String {
        Markup.element(
            "rect",
            [
                "class": style, "x": Markup.number(left), "y": Markup.number(top), "width": Markup.number(max(0.4, width)),
                "height": Markup.number(height), "rx": Markup.number(radius),
            ])
    }

    /// What the picture shows, for those who do not see it.
    private var description: String {
        let (labels, numbers) = (wording.labels, wording.numbers)
        var parts = ["\(labels.duration): \(numbers.length(timeline.duration))."]
        let values = timeline.loudness.compactMap(\.value).filter { $0 > -70 }
        if let low = values.min(), let high = values.max() {
            parts.append(
                "\(labels.loudness): \(numbers.decimal(low, 0)) \u{2026} \(numbers.decimal(high, 0)) LUFS; \(labels.loudnessBand) "
                    + "\(numbers.decimal(timeline.band.lowerBound, 0)) \u{2026} \(numbers.decimal(timeline.band.upperBound, 0)).")
        }
        if !timeline.speech.isEmpty {
            parts.append("\(labels.speech): \(numbers.percent(min(1, timeline.speech.totalDuration / timeline.duration))).")
        }
        return parts.joined(separator: " ")
    }

    private func axis(from y: inout Double, top: Double) -> (grid: String, labels: String) {
        let axis = TimeAxis(duration: timeline.duration, room: Int(right / (timeline.duration >= 3600 ? 74 : 60)))
        let bottom = y + 2
        var grid = ""
        var labels = ""
        for tick in axis.ticks {
            let x = x(tick)
            grid += Markup.element(
                "line", ["class": "grid", "x1": Markup.number(x), "x2": Markup.number(x), "y1": Markup.number(top), "y2": Markup.number(bottom + 4)])
            let text = axis.label(tick, wording.numbers)
            let half = Double(text.count) * 3.6
            let anchor = x < half ? "start" : x > width - half ? "end" : "middle"
            labels += Markup.element(
                "text", ["class": "tick", "x": Markup.number(x), "y": Markup.number(bottom + 18), "text-anchor": anchor], Markup.escape(text))
        }
        y = bottom + 24
        return (grid, labels)
    }
}
