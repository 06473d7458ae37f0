package import ReviewModel

/// Compares the findings of a new upload with those of the one before: by what they are and where in the lecture, not where in the file. Pure.
package struct ComparisonMaker: Sendable {
    /// A review as far as a comparison looks at it.
    package struct Side: Sendable {
        package var review: Review
        package var findings: [Finding]
        package var measurements: MeasurementSet?
        package var responses: [String: FindingResponse]
        /// How it stood beside the one before it.
        package var comparison: Comparison?

        package init(
            review: Review, findings: [Finding], measurements: MeasurementSet?, responses: [String: FindingResponse] = [:],
            comparison: Comparison? = nil
        ) {
            self.review = review
            self.findings = findings
            self.measurements = measurements
            self.responses = responses
            self.comparison = comparison
        }
    }

    private let previous: Side
    private let current: Side

    package init(previous: Side, current: Side) {
        self.previous = previous
        self.current = current
    }

    package func comparison() -> Comparison {
        let pieces = pieces()
        let match = FindingMatch(pieces: pieces)
        let before = IdentifiedFinding.all(previous.findings)
        let mended = previous.comparison?.fixed ?? []
        var (standings, found) = ([String: Comparison.Standing](), Set<String>())
        for now in IdentifiedFinding.all(current.findings) {
            if let old = match.best(for: now.finding, among: before) {
                found.insert(old.id)
                standings[now.id] = Comparison.Standing(since: hasGrownWorse(old, now.finding) ? .regressed : .remaining, previous: old.id)
            } else {
                let isBack = mended.contains { match.isBack($0, as: now.finding) }
                standings[now.id] = Comparison.Standing(since: isBack ? .regressed : .new)
            }
        }
        let fixed = before.filter { !found.contains($0.id) }.map { past in
            Comparison.Past(id: past.id, finding: past.finding, places: past.finding.ranges.flatMap(pieces.places))
        }
        return Comparison(
            previous: previous.review.id, previousCreatedAt: previous.review.createdAt, pieces: pieces, standings: standings, fixed: fixed)
    }

    /// What instructors said to the earlier findings, for the new ones that these are. Who said that something is fixed was wrong where it is still
    /// there, so that is not taken along.
    package func responses(by comparison: Comparison) -> [String: FindingResponse] {
        comparison.standings.compactMapValues { standing in
            standing.previous.flatMap { previous.responses[$0] }.flatMap { $0.state == .fixed ? nil : $0 }
        }
    }

    private func pieces() -> [Comparison.Piece] {
        guard let old = previous.measurements, let new = current.measurements else { return [] }
        return RecordingAlignment.pieces(of: old, in: new)
    }

    private func hasGrownWorse(_ old: IdentifiedFinding, _ new: Finding) -> Bool {
        new.severity > old.finding.severity || previous.responses[old.id]?.state == .fixed
    }
}
