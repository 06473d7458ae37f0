internal import ReviewModel

/// A rubric as menus offer it.
struct RubricChoice: Sendable {
    let rubricName: String
    /// The built-in ones say what they are for; whoever has made one of their own knows.
    let rubricText: String
    let isCurrent: Bool

    /// - Parameter current: the name of the one that is chosen, if any.
    init(_ rubric: Rubric, current: String? = nil) {
        rubricName = rubric.name
        let isBuiltIn = Rubric.builtIn.contains { $0.name == rubric.name }
        let summary = rubric.summary.hasSuffix(".") ? String(rubric.summary.dropLast()) : rubric.summary
        rubricText = isBuiltIn && !summary.isEmpty ? "\(rubric.name) – \(summary)" : rubric.name
        isCurrent = rubric.name == current
    }
}
