/// Tells where between two passages that were found something was cut out or put in.
struct EditFinder {
    let old: [Float]
    let new: [Float]
    /// Values in a passage.
    let passage: Int

    struct Piece: Hashable {
        /// In the earlier trace.
        var range: Range<Int>
        /// By how many values it is later in the new one.
        var shift: Int
    }

    /// Anchors with one shift, from the first to the last of them.
    private struct Run {
        var first: Anchor
        var last: Anchor
        var shift: Int
        /// The new level less the old one.
        var level: Float
    }

    func pieces(along chain: [Anchor]) -> [Piece] {
        let runs = runs(of: chain)
        guard let first = runs.first else { return [] }
        var pieces: [Piece] = []
        var start = max(0, -first.shift)
        for (run, next) in zip(runs, runs.dropFirst()) {
            let edit = edit(between: run, and: next)
            if edit.lowerBound > start { pieces.append(Piece(range: start..<edit.lowerBound, shift: run.shift)) }
            start = max(start, edit.upperBound)
        }
        let last = runs[runs.count - 1]
        let end = min(old.count, new.count - last.shift)
        if end > start { pieces.append(Piece(range: start..<end, shift: last.shift)) }
        return pieces
    }

    private func runs(of chain: [Anchor]) -> [Run] {
        var groups: [[Anchor]] = []
        for anchor in chain {
            if let shift = groups.last?.last?.shift, abs(shift - anchor.shift) <= 1 {
                groups[groups.count - 1].append(anchor)
            } else {
                groups.append([anchor])
            }
        }
        return groups.compactMap { group in
            guard let first = group.first, let last = group.last else { return nil }
            let shift = group.map(\.shift).sorted()[group.count / 2]
            let differences = (first.old..<last.old + passage).compactMap { difference(at: $0, shift) }.sorted()
            return Run(first: first, last: last, shift: shift, level: differences.isEmpty ? 0 : differences[differences.count / 2])
        }
    }

    private func difference(at index: Int, _ shift: Int) -> Float? {
        guard old.indices.contains(index), new.indices.contains(index + shift) else { return nil }
        return new[index + shift] - old[index]
    }

    /// What of the earlier trace is in neither piece; empty, at the place of the edit, where something was put in.
    private func edit(between left: Run, and right: Run) -> Range<Int> {
        let (from, to) = (left.last.old, right.first.old + passage)
        let removed = max(0, left.shift - right.shift)
        func costs(_ run: Run) -> [Float] {
            // Sums up to each index, so that any stretch is one subtraction. What is outside the new trace cannot be there.
            var sums: [Float] = [0]
            for index in from..<to { sums.append((sums.last ?? 0) + (difference(at: index, run.shift).map { min(10, abs($0 - run.level)) } ?? 10)) }
            return sums
        }
        let (before, after) = (costs(left), costs(right))
        let places = from...max(from, to - removed)
        let best = places.min { cost($0, from, to, removed, before, after) < cost($1, from, to, removed, before, after) } ?? from
        return best..<min(to, best + removed)
    }

    private func cost(_ place: Int, _ from: Int, _ to: Int, _ removed: Int, _ before: [Float], _ after: [Float]) -> Float {
        before[place - from] + after[to - from] - after[min(to, place + removed) - from]
    }
}
