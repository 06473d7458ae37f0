/// The rubrics that reviews can name: the built-in ones and those of an installation.
package struct RubricCatalogue: Sendable {
    package let rubrics: [Rubric]

    /// - Parameter own: rubrics beside the built-in ones; their names differ from those.
    package init(own: [Rubric] = []) {
        rubrics = Rubric.builtIn + own
    }

    package subscript(name: String) -> Rubric? {
        rubrics.first { $0.name == name }
    }

    /// What to say of a name that no rubric has.
    package func objection(to name: String) -> String {
        "There is no rubric \(name). Use one of: \(rubrics.map(\.name).joined(separator: ", "))."
    }
}
