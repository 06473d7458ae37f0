import ReviewModel

/// A tally in columns, for a terminal or as Markdown.
package struct Table {
    package enum Style { case text, markdown }

    private let tally: Tally
    private let style: Style

    package init(_ tally: Tally, as style: Style) {
        self.tally = tally
        self.style = style
    }

    package var description: String {
        [codes, calibration, references, wrong].compactMap(\.self).joined(separator: "\n\n") + "\n"
    }

    private var codes: String {
        let lines = tally.rows.map { row in
            [
                row.code.rawValue, String(row.cases), String(row.nearMisses), share(row.recall), share(row.precision), seconds(row.medianError),
                seconds(row.worstError), row.meetsTargets ? "" : "missed",
            ]
        }
        return heading("Findings by code")
            + columns(["code", "cases", "near", "recall", "precision", "median s", "worst s", "target"], lines)
    }

    private var calibration: String? {
        let bins: [(String, Range<Double>)] = [
            ("0.9 to 1", 0.9..<1.01), ("0.7 to 0.9", 0.7..<0.9), ("0.5 to 0.7", 0.5..<0.7), ("under 0.5", 0..<0.5),
        ]
        let lines = bins.compactMap { name, range in tally.shareTrue(range).map { [name, String($0.count), share($0.share)] } }
        return lines.isEmpty ? nil : heading("Confidence") + columns(["confidence", "findings", "true"], lines)
    }

    private var references: String? {
        let lines = tally.figures.map { row in
            [row.name, row.figure.quantity.rawValue, row.figure.value.hundredths, row.measured?.hundredths ?? "none", row.isRight ? "" : "wrong"]
        }
        return lines.isEmpty ? nil : heading("References") + columns(["signal", "figure", "expected", "measured", ""], lines)
    }

    private var wrong: String? {
        var lines = tally.failures.map { [$0.name, "", String($0.why.prefix(300))] }
        lines += tally.alarms.map { [$0, "", "must never be flagged"] }
        lines += tally.faults.map { [$0.name, $0.fault.code.rawValue, $0.fault.text] }
        return lines.isEmpty ? nil : heading("What is wrong") + columns(["case", "code", "what"], lines)
    }

    private func share(_ value: Double?) -> String { value.map(\.hundredths) ?? "-" }
    private func seconds(_ value: Double?) -> String { value.map { ($0 * 1000).rounded() / 1000 }.map { String($0) } ?? "-" }

    private func heading(_ words: String) -> String {
        style == .markdown ? "## \(words)\n\n" : "\(words)\n"
    }

    private func columns(_ head: [String], _ lines: [[String]]) -> String {
        switch style {
        case .markdown:
            let rows = [head, head.map { _ in "---" }] + lines.map { $0.map { $0.replacing("|", with: "\\|").replacing("\n", with: " ") } }
            return rows.map { "| \($0.joined(separator: " | ")) |" }.joined(separator: "\n")
        case .text:
            let widths = head.indices.map { column in ([head] + lines).map { $0[column].count }.max() ?? 0 }
            return ([head] + lines).map { line in
                let cells = zip(line, widths).map { $0 + String(repeating: " ", count: max(0, $1 - $0.count)) }
                return "  " + cells.joined(separator: "  ").trimmingSuffix()
            }.joined(separator: "\n")
        }
    }
}

extension String {
    fileprivate func trimmingSuffix() -> String {
        String(reversed().drop { $0 == " " }.reversed())
    }
}
