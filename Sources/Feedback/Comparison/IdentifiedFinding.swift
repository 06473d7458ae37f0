import ReviewModel

/// A finding with the id that a report gives it.
struct IdentifiedFinding: Sendable, Hashable {
    let id: String
    let finding: Finding

    /// Ids count the findings of each code in the order in which the stages left them.
    static func all(_ findings: [Finding]) -> [IdentifiedFinding] {
        var counts: [FindingCode: Int] = [:]
        return findings.map { finding in
            counts[finding.code, default: 0] += 1
            return IdentifiedFinding(id: "\(finding.code.rawValue)-\(counts[finding.code, default: 1])", finding: finding)
        }
    }
}
