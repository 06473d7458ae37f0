/// Finds the word that was probably meant.
enum Spelling {
    /// The known word with the fewest edits between it and `word`; nil where all are far from it.
    static func nearest(to word: String, among known: [String]) -> String? {
        let best = known.map { (word: $0, edits: edits(Array(word), Array($0))) }.min { $0.edits < $1.edits }
        guard let best, best.edits <= max(2, word.count / 3) else { return nil }
        return best.word
    }

    /// The Levenshtein distance.
    private static func edits(_ a: [Character], _ b: [Character]) -> Int {
        var row = Array(0...b.count)
        for (i, left) in a.enumerated() {
            var corner = row[0]
            row[0] = i + 1
            for (j, right) in b.enumerated() {
                let replaced = corner + (left == right ? 0 : 1)
                corner = row[j + 1]
                row[j + 1] = min(replaced, row[j] + 1, corner + 1)
            }
        }
        return row[b.count]
    }
}
