internal import Feedback

/// The loudness of a course's lectures in their order, as dots about the median.
struct LoudnessPlot {
    private struct Dot {
        var number: Int
        var title: String
        var loudness: Double
        var isFar: Bool
    }

    private let dots: [Dot]
    private let median: Double
    private let count: Int
    private let words: PageTexts.Course

    private static let width = 420.0
    private static let height = 190.0
    private static let left = 44.0
    private static let top = 10.0
    private static let bottom = 160.0

    /// nil where there is nothing to compare.
    init?(_ overview: CourseOverview, _ words: PageTexts.Course) {
        guard let median = overview.usual.loudness else { return nil }
        self.median = median
        self.words = words
        count = overview.lectures.count
        dots = overview.lectures.enumerated().compactMap { index, lecture in
            lecture.loudness.map {
                Dot(number: index + 1, title: lecture.title, loudness: $0, isFar: lecture.outliers.contains(.loudness))
            }
        }
    }

    private var low: Double { min(dots.map(\.loudness).min() ?? median, median - 5).rounded(.down) - 1 }
    private var high: Double { max(dots.map(\.loudness).max() ?? median, median + 5).rounded(.up) + 1 }

    private func x(_ number: Int) -> Double { Self.left + 12 + (Double(number) - 0.5) / Double(count) * (Self.width - Self.left - 20) }

    private func y(_ loudness: Double) -> Double { Self.top + (high - loudness) / (high - low) * (Self.bottom - Self.top) }

    func svg() -> String {
        let tolerance = CourseOverview.loudnessTolerance
        let (upper, lower) = (y(median + tolerance), y(median - tolerance))
        var parts = [
            Markup.element(
                "rect",
                [
                    "class": "near", "x": Markup.number(Self.left), "y": Markup.number(upper), "width": Markup.number(Self.width - Self.left),
                    "height": Markup.number(lower - upper),
                ]),
            line("axis", Self.bottom), line("median", y(median)),
        ]
        for value in [high - 1, median, low + 1] {
            parts.append(text(NumberStyle.english.decimal(value, value == median ? 1 : 0), x: Self.left - 4, y: y(value) + 4, anchor: "end"))
        }
        let step = max(1, Int((Double(count) / 20).rounded(.up)))
        for dot in dots {
            parts.append(mark(dot))
            if (dot.number - 1).isMultiple(of: step) { parts.append(text("\(dot.number)", x: x(dot.number), y: Self.bottom + 16, anchor: "middle")) }
        }
        return Markup.element(
            "svg",
            [
                "class": "plot", "viewBox": "0 0 \(Markup.number(Self.width)) \(Markup.number(Self.height))", "role": "img", "aria-label": name,
            ], parts.joined())
    }

    /// What the picture shows, for those who do not see it.
    private var name: String {
        words.plotName.filled([
            "count": "\(dots.count)", "median": NumberStyle.english.decimal(median, 1),
            "low": NumberStyle.english.decimal(dots.map(\.loudness).min() ?? median, 1),
            "high": NumberStyle.english.decimal(dots.map(\.loudness).max() ?? median, 1),
        ])
    }

    private func line(_ style: String, _ y: Double) -> String {
        Markup.element(
            "line",
            [
                "class": style, "x1": Markup.number(Self.left), "x2": Markup.number(Self.width), "y1": Markup.number(y), "y2": Markup.number(y),
            ])
    }

    /// Those that stand apart have a shape of their own, so that nothing hangs on colour.
    private func mark(_ dot: Dot) -> String {
        let (left, top) = (x(dot.number), y(dot.loudness))
        let title = Markup.element("title", [:], Markup.escape("\(dot.number). \(dot.title): \(NumberStyle.english.decimal(dot.loudness, 1)) LUFS"))
        guard dot.isFar else {
            return Markup.element("circle", ["class": "dot", "cx": Markup.number(left), "cy": Markup.number(top), "r": "5"], title)
        }
        let (head, foot) = ("\(Markup.number(left)) \(Markup.number(top - 7))", "\(Markup.number(left + 7)) \(Markup.number(top + 6))")
        let corners = "M\(head)L\(foot)H\(Markup.number(left - 7))Z"
        return Markup.element("path", ["class": "dot far", "d": corners], title)
    }

    private func text(_ text: String, x: Double, y: Double, anchor: String) -> String {
        Markup.element("text", ["x": Markup.number(x), "y": Markup.number(y), "text-anchor": anchor], Markup.escape(text))
    }
}
