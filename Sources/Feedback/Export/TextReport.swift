package import ReviewModel

/// A report for a terminal: plain text, at most `width` characters a line, in colour where asked for.
package struct TextReport: Sendable {
    private let report: Report
    private let colour: Bool
    private let width: Int
    private let wording: any Wording

    /// - Parameter language: the one that the report was made in.
    package init(report: Report, colour: Bool = false, width: Int = 100, language: ReportLanguage = .english) {
        self.report = report
        self.colour = colour
        self.width = max(60, width)
        wording = language.wording
    }

    package func render() -> String {
        var layout = TextLayout(width: width, colour: colour)
        addTop(to: &layout)
        addChanges(to: &layout)
        addPlan(to: &layout)
        addFindings(to: &layout)
        addListeners(to: &layout)
        addFigures(to: &layout)
        addCoverage(to: &layout)
        return layout.text
    }

    private func addTop(to layout: inout TextLayout) {
        let verdict = wording.verdict(of: report)
        let (mark, style): (String, TextLayout.Style) =
            switch report.verdict {
            case .fixRequired: ("✖", .red)
            case .fixAdvised: ("▲", .yellow)
            case .pass: ("✔", .green)
            }
        layout.add("\(mark) \(verdict)", style: style)
        layout.add(([report.review.title] + [report.review.course].compactMap(\.self)).joined(separator: " · "), style: .bold)
        if let media = report.media {
            let facts = [media.fileName, media.duration.map { wording.numbers.clock($0) }, wording.picture(media.video), wording.sound(media.audio)]
            layout.add(facts.compactMap(\.self).joined(separator: " · "), style: .faint)
        }
        layout.blank()
        layout.add(wording.summary(of: report))
    }

    private func addChanges(to layout: inout TextLayout) {
        guard let changes = report.comparison else { return }
        layout.heading(wording.labels.changes)
        layout.add(wording.changes(changes))
        for past in changes.fixed { layout.add("✔ \(wording.labels.fixed): \(past.title)", indent: Self.indent) }
        for item in report.news { layout.add("• \(wording.labels.standing(item)): \(item.title)", indent: Self.indent) }
    }

    /// A plan of one step says no more than its finding.
    private func addPlan(to layout: inout TextLayout) {
        guard report.stepsToDo.count > 1 else { return }
        layout.heading(wording.labels.plan)
        let numbers = Dictionary(uniqueKeysWithValues: report.findings.enumerated().map { ($1.id, $0) })
        for (index, step) in report.stepsToDo.enumerated() {
            guard let cause = step.findings.first.flatMap({ numbers[$0] }).map({ report.findings[$0] }) else { continue }
            let script = step.isScripted ? " (\(wording.labels.byScript).)" : ""
            layout.add("\(index + 1). \(wording.action(step)): \(cause.title).\(script)")
        }
    }

    private func addListeners(to layout: inout TextLayout) {
        guard report.listeners.contains(where: { !$0.lost.isEmpty }) else { return }
        layout.heading(wording.labels.listeners)
        for audience in report.listeners {
            let (who, heard) = wording.listener(audience)
            layout.add("\(who): \(heard)")
        }
    }

    private func addFindings(to layout: inout TextLayout) {
        layout.heading(wording.labels.findings)
        guard !report.findings.isEmpty else {
            layout.add(wording.labels.noFindings)
            return
        }
        for (index, item) in report.findings.enumerated() {
            layout.blank()
            add(item, number: index + 1, to: &layout)
        }
        if report.findings.filter({ $0.fix.command != nil }).count > 1 {
            layout.blank()
            layout.add(wording.labels.commandsHint, style: .faint)
        }
    }

    private func add(_ item: Report.Item, number: Int, to layout: inout TextLayout) {
        let labels = wording.labels
        let style: TextLayout.Style =
            switch item.severity {
            case .mustFix: .red
            case .shouldFix: .yellow
            case .advice: .blue
            }
        layout.add(
            item.title, label: "\(number). \(wording.severity(item.severity).uppercased())", labelStyle: style, style: .bold)
        layout.add(places(of: item), label: labels.when, labelStyle: .faint, indent: Self.indent, column: Self.column)
        if let (measured, limit) = wording.amounts(of: item) {
            let beside = limit.map { "; \(labels.limit) \($0)" } ?? ""
            layout.add(
                "\(measured)\(beside); \(wording.confidence(item.confidence))", label: labels.measured, labelStyle: .faint, indent: Self.indent,
                column: Self.column)
        }
        layout.add(item.why, label: labels.why, labelStyle: .faint, indent: Self.indent, column: Self.column)
        layout.add(wording.effort(item.fix), label: labels.fix, labelStyle: .faint, indent: Self.indent, column: Self.column)
        for (index, step) in item.fix.steps.enumerated() {
            layout.add(step, label: "\(index + 1).", indent: Self.indent + Self.column, column: 3)
        }
        if let command = item.fix.command {
            layout.add(labels.command + ":", style: .faint, indent: Self.indent + Self.column)
            layout.add(command: command, indent: Self.indent + Self.column)
        }
    }

    private func addFigures(to layout: inout TextLayout) {
        let figures = wording.figures(report.measurements)
        guard !figures.isEmpty else { return }
        layout.heading(wording.labels.figures)
        for figure in figures {
            layout.add("\(figure.value)  (\(figure.meaning))", label: figure.name, labelStyle: .faint, indent: 2, column: Self.column + 1)
        }
    }

    private func addCoverage(to layout: inout TextLayout) {
        guard !report.coverage.isEmpty else { return }
        layout.heading(wording.labels.coverage)
        for part in report.coverage {
            let reason = part.reason.map { ": \($0)" } ?? ""
            let advice = part.advice.map { " \($0)" } ?? ""
            layout.add(
                wording.state(part.state) + reason + advice, label: wording.stage(part.stage), labelStyle: .faint, indent: 2, column: Self.column + 1)
        }
    }

    private func places(of item: Report.Item) -> String {
        guard !item.ranges.isEmpty else { return wording.labels.whole }
        let spans = item.ranges.merged().map { wording.numbers.span($0) }
        let rest = spans.count > 12 ? " + \(spans.count - 12) \(wording.labels.more)" : ""
        return spans.prefix(12).joined(separator: wording.numbers.listMark) + rest
    }

    private static let indent = 3
    private static let column = 17
}
