/// Many values that change one at a time, and which of them is the least: each change is played up through the matches it takes part in.
struct Tournament {
    private var values: [Double]
    /// The winner of each match by its place in `values`. Those of match `i` come from the matches `2i` and `2i + 1`; the last half are the values.
    private var winners: [Int]

    init(_ values: [Double]) {
        var size = 1
        while size < values.count { size *= 2 }
        self.values = values + Array(repeating: .infinity, count: size - values.count)
        winners = Array(repeating: 0, count: size) + Array(0..<size)
        for match in stride(from: size - 1, to: 0, by: -1) { play(match) }
    }

    /// The place of the least value, of equal ones the first.
    var winner: Int { winners[1] }

    var least: Double { values[winner] }

    subscript(place: Int) -> Double {
        get { values[place] }
        set {
            values[place] = newValue
            var match = (values.count + place) / 2
            while match > 0 {
                play(match)
                match /= 2
            }
        }
    }

    private mutating func play(_ match: Int) {
        let (left, right) = (winners[2 * match], winners[2 * match + 1])
        winners[match] = values[right] < values[left] ? right : left
    }
}
