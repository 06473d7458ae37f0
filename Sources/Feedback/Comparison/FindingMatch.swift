import ReviewModel

/// Tells which earlier finding a new one is: the same fault, on the same side, at the same place in the lecture.
struct FindingMatch {
    /// Where the earlier recording's pieces are in the new one. Without any, the lecture was recorded anew, and places mean nothing.
    let pieces: [Comparison.Piece]

    /// Seconds by which the edges of the same fault may lie apart: detectors look at a few values a second.
    private static let tolerance = 0.5

    /// The likest of the earlier findings; nil where none is the same.
    func best(for new: Finding, among old: [IdentifiedFinding]) -> IdentifiedFinding? {
        old.map { ($0, likeness(of: $0.finding, $0.finding.ranges.flatMap(pieces.places), to: new)) }
            .filter { $0.1 > 0 }.max { $0.1 < $1.1 }?.0
    }

    /// Whether something that was fixed before is there again.
    func isBack(_ past: Comparison.Past, as new: Finding) -> Bool {
        likeness(of: past.finding, past.places.flatMap(pieces.places), to: new) > 0
    }

    /// - Parameter places: where the earlier finding would be in the new recording.
    private func likeness(of old: Finding, _ places: [TimeRange], to new: Finding) -> Double {
        guard old.code == new.code, isSameSide(old, new) else { return 0 }
        // What concerns the whole recording does so after any cut; what was all of it may now be a part, and the other way round.
        guard !old.ranges.isEmpty, !new.ranges.isEmpty else { return old.ranges.isEmpty && new.ranges.isEmpty ? 1 : 0.5 }
        guard !pieces.isEmpty else { return 0.5 }
        let shared = new.ranges.merged().reduce(0) { sum, range in
            sum + places.map { Self.overlap(range, $0) }.reduce(0, +)
        }
        let total = min(new.ranges.merged().totalDuration, places.merged().totalDuration) + Self.tolerance
        return shared / max(total, Self.tolerance)
    }

    private func isSameSide(_ old: Finding, _ new: Finding) -> Bool {
        guard let left = old.facts["channel"], let right = new.facts["channel"] else { return true }
        return left == right
    }

    /// Seconds that two ranges share, with room at the edges.
    private static func overlap(_ left: TimeRange, _ right: TimeRange) -> Double {
        max(0, min(left.end, right.end) - max(left.start, right.start) + tolerance)
    }
}
