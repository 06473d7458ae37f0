internal import ReviewModel
internal import Storage

/// A check whose findings instructors dismissed in most of a course's lectures: the course's rubric could leave it out.
struct RubricSuggestion: Encodable, Sendable, Hashable {
    var code: FindingCode
    /// Lectures in which every finding of the check was dismissed.
    var dismissed: Int
    /// Lectures in which it found something.
    var lectures: Int

    /// Fewer lectures say nothing of a course.
    private static let least = 3

    /// - Parameters:
    ///   - digests: the reports, by review.
    ///   - responses: what instructors said, by review and finding.
    static func all(_ digests: [String: ReportDigest], _ responses: [String: [String: FindingResponse]]) -> [RubricSuggestion] {
        var counts: [FindingCode: (dismissed: Int, lectures: Int)] = [:]
        for (review, digest) in digests {
            for (code, findings) in Dictionary(grouping: digest.findings, by: \.code) {
                let isDismissed = findings.allSatisfy { responses[review]?[$0.id]?.state == .dismissed }
                counts[code, default: (0, 0)].lectures += 1
                counts[code, default: (0, 0)].dismissed += isDismissed ? 1 : 0
            }
        }
        return counts.filter { $0.value.lectures >= least && $0.value.dismissed * 2 > $0.value.lectures }
            .map { RubricSuggestion(code: $0.key, dismissed: $0.value.dismissed, lectures: $0.value.lectures) }
            .sorted { ($1.dismissed, $0.code.rawValue) < ($0.dismissed, $1.code.rawValue) }
    }
}
