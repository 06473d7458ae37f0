package import ReviewModel

/// A report as GitHub-flavoured Markdown, for issues, wikis and chat.
package struct MarkdownReport: Sendable {
    private let report: Report
    private let wording: any Wording

    /// - Parameter language: the one that the report was made in.
    package init(report: Report, language: ReportLanguage = .english) {
        self.report = report
        wording = language.wording
    }

    package func render() -> String {
        ([top] + changes + plan + findings + listeners + figures + coverage).joined(separator: "\n\n") + "\n"
    }

    private var top: String {
        let labels = wording.labels
        let verdict = wording.verdict(of: report)
        var blocks = ["# \(escape(report.review.title))", "**\(verdict).** \(escape(wording.summary(of: report)))"]
        var facts: [(String, String)] = []
        if let course = report.review.course { facts.append((labels.course, course)) }
        if let media = report.media {
            facts.append((labels.file, media.fileName))
            if let duration = media.duration { facts.append((labels.duration, wording.numbers.clock(duration))) }
            facts += [(labels.picture, wording.picture(media.video)), (labels.sound, wording.sound(media.audio))]
        }
        if !facts.isEmpty { blocks.append(facts.map { "- \($0.0): \(escape($0.1))" }.joined(separator: "\n")) }
        return blocks.joined(separator: "\n\n")
    }

    private var changes: [String] {
        guard let changes = report.comparison else { return [] }
        let news = report.news.map { "- \(wording.labels.standing($0)): \(escape($0.title))" }
        let lines = changes.fixed.map { "- \(wording.labels.fixed): \(escape($0.title))" } + news
        return ["## \(wording.labels.changes)", wording.changes(changes)] + (lines.isEmpty ? [] : [lines.joined(separator: "\n")])
    }

    /// A plan of one step says no more than its finding.
    private var plan: [String] {
        guard report.stepsToDo.count > 1 else { return [] }
        let titles = Dictionary(uniqueKeysWithValues: report.findings.map { ($0.id, $0.title) })
        let steps = report.stepsToDo.enumerated().map { index, step in
            let title = step.findings.first.flatMap { titles[$0] } ?? ""
            return "\(index + 1). **\(wording.action(step)):** \(escape(title))" + (step.isScripted ? ". \(wording.labels.byScript)." : "")
        }
        return ["## \(wording.labels.plan)", steps.joined(separator: "\n")]
    }

    private var listeners: [String] {
        guard report.listeners.contains(where: { !$0.lost.isEmpty }) else { return [] }
        let lines = report.listeners.map { audience in
            let (who, heard) = wording.listener(audience)
            return "- **\(who).** \(heard)"
        }
        return ["## \(wording.labels.listeners)", lines.joined(separator: "\n")]
    }

    private var findings: [String] {
        let labels = wording.labels
        guard !report.findings.isEmpty else { return ["## \(labels.findings)", labels.noFindings] }
        let hint = report.findings.filter { $0.fix.command != nil }.count > 1 ? [labels.commandsHint] : []
        return ["## \(labels.findings)"] + hint + report.findings.enumerated().flatMap { blocks(for: $1, number: $0 + 1) }
    }

    private func blocks(for item: Report.Item, number: Int) -> [String] {
        let labels = wording.labels
        var facts = ["- **\(wording.severity(item.severity))** · `\(item.code.rawValue)`"]
        let spans = item.ranges.merged().map { wording.numbers.span($0) }
        facts.append("- \(labels.when): \(spans.isEmpty ? labels.whole : spans.joined(separator: wording.numbers.listMark))")
        if let (measured, limit) = wording.amounts(of: item) {
            facts.append("- \(labels.measured): \(escape(measured + (limit.map { ", \(labels.limit) \($0)" } ?? "")))")
        }
        facts.append("- \(labels.confidence): \(wording.confidence(item.confidence))")
        var blocks = ["### \(number). \(escape(item.title))", facts.joined(separator: "\n"), "**\(labels.why).** \(escape(item.why))"]
        let stills = item.evidence.map { "![\(labels.stillAt) \(wording.numbers.clock($0.time))](<\(address($0.href))>)" }
        if !stills.isEmpty { blocks.append(stills.joined(separator: " ")) }
        blocks.append("**\(labels.fix).** \(wording.effort(item.fix)).")
        blocks.append(item.fix.steps.enumerated().map { "\($0 + 1). \(escape($1))" }.joined(separator: "\n"))
        if let command = item.fix.command { blocks.append("\(labels.command):\n\n\(fenced(command))") }
        return blocks
    }

    private var figures: [String] {
        let rows = wording.figures(report.measurements)
        guard !rows.isEmpty else { return [] }
        let labels = wording.labels
        let head = "| \(labels.figure) | \(labels.value) | \(labels.meaning) |\n|---|---|---|"
        return ["## \(labels.figures)", ([head] + rows.map { "| \($0.name) | \($0.value) | \(escape($0.meaning)) |" }).joined(separator: "\n")]
    }

    private var coverage: [String] {
        guard !report.coverage.isEmpty else { return [] }
        let labels = wording.labels
        let head = "| \(labels.part) | \(labels.state) | \(labels.note) |\n|---|---|---|"
        let rows = report.coverage.map { part in
            let note = [part.reason, part.advice].compactMap(\.self).joined(separator: " ")
            return "| \(wording.stage(part.stage)) | \(wording.state(part.state)) | \(escape(note)) |"
        }
        return ["## \(labels.coverage)", ([head] + rows).joined(separator: "\n")]
    }

    /// Text from outside must stay text: no links, no HTML, no table cells of its own.
    private func escape(_ text: String) -> String {
        var result = ""
        for scalar in Printed.oneLine(text).unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case "\\", "`", "*", "_", "[", "]", "#", "|", "~", ">", "!": result += "\\" + String(scalar)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private func address(_ href: String) -> String {
        String(String.UnicodeScalarView(Printed.oneLine(href).unicodeScalars.filter { !["<", ">", " ", "\\"].contains($0) }))
    }

    /// A fence longer than any run of backticks inside it.
    private func fenced(_ command: String) -> String {
        var longest = 0
        var run = 0
        for character in command {
            run = character == "`" ? run + 1 : 0
            longest = max(longest, run)
        }
        let fence = String(repeating: "`", count: max(3, longest + 1))
        return "\(fence)sh\n\(command)\n\(fence)"
    }
}
