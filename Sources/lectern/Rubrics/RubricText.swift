import ReviewModel

/// A rubric as a YAML file that `RubricReader` reads.
struct RubricText {
    let rubric: Rubric

    var yaml: String {
        var lines = ["name: \(rubric.name)"]
        if !rubric.summary.isEmpty { lines.append("summary: \"\(rubric.summary)\"") }
        lines.append("settings:")
        lines += Rubric.Setting.all.map { "  \($0.name): \(number(rubric[$0]))  # \($0.unit.rawValue)" }
        if !rubric.severities.isEmpty {
            lines.append("severity:")
            lines += rubric.severities.sorted { $0.key < $1.key }.map { "  \($0.key): \($0.value.rawValue)" }
        }
        if !rubric.off.isEmpty { lines.append("off: [\(rubric.off.sorted().joined(separator: ", "))]") }
        return lines.joined(separator: "\n") + "\n"
    }

    private func number(_ value: Double) -> String {
        value == value.rounded() ? "\(Int(value))" : "\(value)"
    }
}
