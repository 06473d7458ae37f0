/// A fault that a rule found in measurements, in numbers only; the feedback stage puts it into words.
package struct Finding: Sendable, Codable, Hashable {
    package var code: FindingCode
    package var severity: Severity
    /// Where it is; empty when it concerns the whole recording.
    package var ranges: [TimeRange]
    package var measured: Quantity?
    package var threshold: Quantity?
    /// How sure the rule is, 0 to 1.
    package var confidence: Double
    /// Facts that the words and the fix need, for example `gain` in dB or `channel`; each rule says which it sets.
    package var facts: [String: Double]
    /// A fact in words, for example what libav said of a file it could not open.
    package var note: String?

    package init(
        _ code: FindingCode, _ severity: Severity, ranges: [TimeRange] = [], measured: Quantity? = nil, threshold: Quantity? = nil,
        confidence: Double, facts: [String: Double] = [:], note: String? = nil
    ) {
        self.code = code
        self.severity = severity
        self.ranges = ranges
        self.measured = measured
        self.threshold = threshold
        self.confidence = confidence
        self.facts = facts
        self.note = note
    }
}

/// How much a fault harms learners.
package enum Severity: String, Sendable, Codable, Hashable, CaseIterable, Comparable {
    /// Worth knowing.
    case advice
    /// Learners are hindered.
    case shouldFix = "should-fix"
    /// Learners are blocked or harmed.
    case mustFix = "must-fix"

    package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .advice: 0
        case .shouldFix: 1
        case .mustFix: 2
        }
    }
}
