import ReviewModel

/// The findings, worst first: one lane for each severity, in as many rows as keep the marks apart.
extension TimelineDrawing {
    func lanes(from y: inout Double) -> String {
        var result = ""
        for severity in Severity.allCases.sorted(by: >) {
            let marks = timeline.marks.filter { $0.severity == severity }
            guard !marks.isEmpty else { continue }
            result += caption(wording.severity(severity), at: y + 11)
            y += 17
            for row in rows(of: marks.filter { !$0.ranges.isEmpty }) {
                result += row.map { link($0, spans(of: $0), at: y) }.joined()
                y += Self.rowHeight
            }
            let whole = marks.filter(\.ranges.isEmpty)
            if !whole.isEmpty {
                result += wholeRow(whole, at: y)
                y += Self.rowHeight
            }
            y += 9
        }
        return result
    }

    private static var rowHeight: Double { 24 }
    private static var markHeight: Double { 20 }
    /// Room for the number.
    private static var leastWidth: Double { 20 }

    private struct Span {
        var left: Double
        var right: Double
    }

    /// Findings about the whole recording share one row: their numbers, and a line to the end.
    private func wholeRow(_ marks: [Timeline.Mark], at y: Double) -> String {
        let step = Self.leastWidth + 4
        let links = marks.enumerated().map { index, mark in
            let left = margin + Double(index) * step
            return link(mark, [Span(left: left, right: left + Self.leastWidth)], at: y)
        }
        let start = margin + Double(marks.count) * step
        let line = box(start, y + Self.markHeight / 2 - 1, right - start, 2, "whole \(marks[0].severity.rawValue)", radius: 1)
        return line + links.joined()
    }

    /// Each mark goes into the first row where it touches no other.
    private func rows(of marks: [Timeline.Mark]) -> [[Timeline.Mark]] {
        var rows: [(marks: [Timeline.Mark], taken: [Span])] = []
        for mark in marks {
            let spans = spans(of: mark)
            let free = rows.firstIndex { row in
                !row.taken.contains { taken in spans.contains { $0.left < taken.right + 2 && taken.left < $0.right + 2 } }
            }
            if let free {
                rows[free].marks.append(mark)
                rows[free].taken += spans
            } else {
                rows.append(([mark], spans))
            }
        }
        return rows.map(\.marks)
    }

    /// Where a mark's ranges lie in the drawing: wide enough to see, the first one to hold its number; touching ones joined.
    private func spans(of mark: Timeline.Mark) -> [Span] {
        var result: [Span] = []
        for (index, range) in mark.ranges.enumerated() {
            let least = index == 0 ? Self.leastWidth : 4
            let left = max(margin, min(x(range.start), right - least))
            let span = Span(left: left, right: max(x(range.end), left + least))
            if let last = result.last, span.left <= last.right + 1 {
                result[result.count - 1].right = max(last.right, span.right)
            } else {
                result.append(span)
            }
        }
        return result
    }

    private func link(_ mark: Timeline.Mark, _ spans: [Span], at y: Double) -> String {
        let boxes = spans.map { box($0.left, y, $0.right - $0.left, Self.markHeight, "box", radius: 4) }.joined()
        let middle = min((spans[0].left + spans[0].right) / 2, spans[0].left + 40)
        let number = Markup.element(
            "text", ["x": Markup.number(middle), "y": Markup.number(y + 14.5), "text-anchor": "middle"], "\(mark.number)")
        let places =
            mark.ranges.isEmpty
            ? wording.labels.whole
            : mark.ranges.prefix(3).map { wording.numbers.span($0) }.joined(separator: wording.numbers.listMark)
                + (mark.ranges.count > 3 ? "\u{2026}" : "")
        let name = "\(mark.number). \(wording.severity(mark.severity)): \(mark.title) (\(places))"
        return Markup.element(
            "a", ["href": "#\(mark.anchor)", "class": "mark \(mark.severity.rawValue)", "aria-label": name],
            Markup.element("title", [:], Markup.escape(name)) + boxes + number)
    }
}
