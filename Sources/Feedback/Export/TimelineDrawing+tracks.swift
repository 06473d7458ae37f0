import ReviewModel

/// What was measured along the recording.
extension TimelineDrawing {
    func tracks(from y: inout Double) -> String {
        var result = ""
        if !timeline.loudness.isEmpty { result += loudness(from: &y) }
        if !timeline.shots.isEmpty { result += shots(from: &y) }
        if !timeline.speech.isEmpty { result += speech(from: &y) }
        return result
    }

    private static var top: Double { -5 }
    private static var bottom: Double { -55 }
    private static var plotHeight: Double { 104 }

    private func loudness(from y: inout Double) -> String {
        let (labels, numbers) = (wording.labels, wording.numbers)
        let (low, high) = (timeline.band.lowerBound, timeline.band.upperBound)
        let text = "\(labels.loudness), LUFS (\(labels.loudnessBand) \(numbers.decimal(low, 0)) \u{2026} \(numbers.decimal(high, 0)))"
        var result = caption(text, at: y + 11)
        let top = y + 18
        func level(_ value: Double) -> Double {
            top + (Self.top - max(Self.bottom, min(Self.top, value))) / (Self.top - Self.bottom) * Self.plotHeight
        }
        result += box(margin, top, right - margin, Self.plotHeight, "plot", radius: 3)
        result += box(margin, level(high), right - margin, level(low) - level(high), "band")
        for run in runs {
            let points = run.map { "\(Markup.number(x($0.time))) \(Markup.number(level($0.value ?? Self.bottom)))" }
            guard let first = run.first, let last = run.last else { continue }
            let floor = Markup.number(top + Self.plotHeight)
            let line = points.joined(separator: "L")
            result += Markup.element(
                "path", ["class": "area", "d": "M\(Markup.number(x(first.time))) \(floor)L\(line)L\(Markup.number(x(last.time))) \(floor)Z"])
            result += Markup.element("path", ["class": "curve", "d": "M\(line)"])
        }
        for value in [high, low] {
            result += Markup.element(
                "text",
                ["class": "level", "x": Markup.number(right + 4), "y": Markup.number(level(value) + (value == high ? 2 : 6))],
                Markup.escape(numbers.decimal(value, 0)))
        }
        y = top + Self.plotHeight + 10
        return result
    }

    /// Stretches without a hole, so that the curve does not run across what was not measured.
    private var runs: [[Timeline.Point]] {
        timeline.loudness.split { $0.value == nil }.map(Array.init)
    }

    private func shots(from y: inout Double) -> String {
        var result = caption(wording.labels.shots, at: y + 11)
        for (index, shot) in timeline.shots.enumerated() {
            result += box(x(shot.start), y + 18, x(shot.end) - x(shot.start), 13, index.isMultiple(of: 2) ? "shot" : "shot other")
        }
        y += 41
        return result
    }

    private func speech(from y: inout Double) -> String {
        var result = caption(wording.labels.speech, at: y + 11)
        result += box(margin, y + 18, right - margin, 8, "plot", radius: 4)
        for range in timeline.speech {
            result += box(x(range.start), y + 18, x(range.end) - x(range.start), 8, "speech", radius: 2)
        }
        y += 34
        return result
    }
}
