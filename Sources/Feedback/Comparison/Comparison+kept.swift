import ReviewModel

extension Comparison {
    /// The recording that is judged again is the same: every place is where it was.
    private static let unmoved = [Piece(range: TimeRange(start: -.infinity, end: .infinity), shift: 0)]

    /// What of a comparison stands once its review was judged again and the upload before is not there to be asked. A finding is what the one that is
    /// the same as it was; one that counted as fixed and is found now remains. Of all others nobody can tell, so they have no standing.
    ///
    /// - Parameters:
    ///   - judged: the findings that the comparison was made for.
    ///   - findings: those by now.
    func kept(from judged: [Finding], for findings: [Finding]) -> Comparison {
        let match = FindingMatch(pieces: Self.unmoved)
        let known = IdentifiedFinding.all(judged)
        var kept = self
        kept.standings = [:]
        for now in IdentifiedFinding.all(findings) {
            if let same = match.best(for: now.finding, among: known) {
                kept.standings[now.id] = standings[same.id]
            } else if let past = fixed.first(where: { match.isBack($0, as: now.finding) }) {
                kept.standings[now.id] = Standing(since: .remaining, previous: past.id)
                kept.fixed.removeAll { $0.id == past.id }
            }
        }
        return kept
    }
}
