/// What a report says of one finding.
struct Words: Sendable, Hashable {
    /// What is wrong, in a line.
    var title: String
    /// Why it matters to learners.
    var why: String
    /// How to mend it by hand, in order.
    var steps: [String]

    init(_ title: String, why: String, steps: [String]) {
        self.title = title
        self.why = why
        self.steps = steps
    }
}
