package import ReviewModel

/// Black bars that take up part of the picture through the whole recording: at the top and the bottom together, or at the left and the right
/// together, more than a share of the height or width.
///
/// A bar is what stays black at an edge in nearly every picture. It must have been seen with content along its whole inner edge, over
/// pictures that differ: the empty margin of dark slides has no such edge.
///
/// Facts: `top` and `bottom` in shares of the height, `left` and `right` in shares of the width.
package struct LetterboxRule: Rule {
    package init() {}

    package let codes: [FindingCode] = [.videoLetterboxed]

    /// The share of the time over which a bar may be lit: a title without bars, a subtitle.
    private static let exceptions = 0.05
    /// How far apart two measurements of one edge may lie: two pixels of 720.
    private static let tolerance = 0.003
    /// The share of the inner edge with content behind it that makes it straight.
    private static let straight = 0.6
    /// The share of the time over which the edge must be seen, and the number of bins.
    private static let seenShare = 0.1
    private static let leastSeen = 2
    /// The mean luma differences between neighbouring pictures, added up, from which on a recording shows pictures that differ.
    private static let differing = 0.02

    package func findings(in recording: Recording, by rubric: Rubric) -> [Finding] {
        guard let measurements = recording.measurements else { return [] }
        let sides: [(fact: String, bar: SeriesName, edge: SeriesName)] = [
            ("top", .barTop, .barTopEdge), ("bottom", .barBottom, .barBottomEdge), ("left", .barLeft, .barLeftEdge),
            ("right", .barRight, .barRightEdge),
        ]
        var facts: [String: Double] = [:]
        var seen = 1.0
        for side in sides {
            let bar = bar(measurements[side.bar], measurements[side.edge])
            facts[side.fact] = bar?.size ?? 0
            if let bar, bar.size > 0 { seen = min(seen, bar.seen) }
        }
        let largest = max((facts["top"] ?? 0) + (facts["bottom"] ?? 0), (facts["left"] ?? 0) + (facts["right"] ?? 0))
        guard largest > rubric[.letterbox] else { return [] }
        let differs = (measurements[.change]?.measured.reduce(0, +) ?? 0) >= Self.differing
        return [
            Finding(
                .videoLetterboxed, .advice, measured: Quantity(largest, .share), threshold: rubric.quantity(.letterbox),
                confidence: !differs ? 0.6 : seen >= 0.5 && largest > 1.2 * rubric[.letterbox] ? 0.95 : 0.85, facts: facts)
        ]
    }

    /// The bar that is there nearly all the time, and the share of the time in which its edge was seen; nil where there is none.
    private func bar(_ sizes: Series?, _ edges: Series?) -> (size: Double, seen: Double)? {
        guard let sizes, let edges else { return nil }
        let bins = (0..<min(sizes.count, edges.count)).compactMap { index in sizes[index].map { (size: $0, edge: edges[index] ?? 0) } }
        guard !bins.isEmpty else { return nil }
        let sorted = bins.map(\.size).sorted()
        let size = sorted[min(sorted.count - 1, Int(Self.exceptions * Double(sorted.count)))]
        let seen = bins.count { abs($0.size - size) <= Self.tolerance && $0.edge >= Self.straight }
        guard size > 0, seen >= min(Self.leastSeen, bins.count), Double(seen) >= Self.seenShare * Double(bins.count) else { return nil }
        return (size, Double(seen) / Double(bins.count))
    }
}
