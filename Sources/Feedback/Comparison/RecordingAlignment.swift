import ReviewModel

/// Finds where the pieces of one recording are in another: after a cut all that follows is at another time, and what is the same has another level,
/// size and codec.
///
/// Passages of 12 s are looked for everywhere in the other trace; of those that are found, the longest chain counts whose order is the same in both;
/// where the shift between two neighbours changes there was an edit, whose place is where both sides fit best.
enum RecordingAlignment {
    /// Values in a passage.
    private static let passage = 60
    /// So many passages at most are looked for, so that the time that it takes grows with the length alone.
    private static let passages = 800
    /// What counts as found.
    private static let leastLikeness: Float = 0.75
    /// The share of the passages that must be found, or the recordings are no two forms of one.
    private static let leastFound = 0.25

    /// The pieces of the earlier recording that are in the new one; empty where it is another recording, or too little happens in both to tell.
    static func pieces(of old: MeasurementSet, in new: MeasurementSet) -> [Comparison.Piece] {
        let traces = [ContentTrace.sound, ContentTrace.picture].lazy.compactMap { trace in trace(old).flatMap { old in trace(new).map { (old, $0) } }
        }
        for (trace, newTrace) in traces {
            let end = max(old.summary.videoEnd ?? 0, old.summary.audioEnd ?? 0, Double(trace.values.count) / ContentTrace.rate)
            let pieces = pieces(of: trace, in: newTrace, end: end)
            if !pieces.isEmpty { return pieces }
        }
        return []
    }

    /// - Parameter end: of the earlier recording, in seconds; the last value stands for what comes after it up to there.
    private static func pieces(of old: ContentTrace, in new: ContentTrace, end: Double) -> [Comparison.Piece] {
        let length = min(passage, old.values.count / 8 * 4)
        guard length >= 20, new.values.count >= length else { return [] }
        let search = PassageSearch(in: new.values, count: length)
        let step = max(length / 5, old.values.count / passages)
        var (tried, anchors) = (0, [Anchor]())
        for start in stride(from: 0, through: old.values.count - length, by: step) {
            guard let best = search.best(for: old.values[start..<start + length], leastVariation: old.leastVariation) else { continue }
            tried += 1
            if best.likeness >= leastLikeness { anchors.append(Anchor(old: start, new: best.place, likeness: best.likeness)) }
        }
        let chain = Anchor.chain(anchors)
        guard !chain.isEmpty, Double(chain.count) >= leastFound * Double(tried) else { return [] }
        return EditFinder(old: old.values, new: new.values, passage: length).pieces(along: chain).map { piece in
            let start = Double(piece.range.lowerBound) / ContentTrace.rate
            let stop = piece.range.upperBound >= old.values.count ? end : Double(piece.range.upperBound) / ContentTrace.rate
            return Comparison.Piece(range: TimeRange(start: start, end: stop), shift: Double(piece.shift) / ContentTrace.rate)
        }
    }
}
