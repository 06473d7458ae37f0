/// A passage of the earlier recording that was found in the new one. Places count the values of a trace.
struct Anchor: Hashable {
    var old: Int
    var new: Int
    /// How alike the two are, up to 1.
    var likeness: Float

    var shift: Int { new - old }

    /// The anchors that can all be right, in their order: time runs forward in both recordings, and an edit is dearer than a passage that fits by chance.
    static func chain(_ anchors: [Anchor]) -> [Anchor] {
        var scores = anchors.map(\.likeness)
        var before = [Int?](repeating: nil, count: anchors.count)
        for index in anchors.indices {
            for earlier in 0..<index where anchors[earlier].new < anchors[index].new {
                let isEdit = abs(anchors[earlier].shift - anchors[index].shift) > 1
                let score = scores[earlier] + anchors[index].likeness - (isEdit ? 2 : 0)
                if score > scores[index] { (scores[index], before[index]) = (score, earlier) }
            }
        }
        var chain: [Anchor] = []
        var next = scores.indices.max { scores[$0] < scores[$1] }
        while let index = next {
            chain.append(anchors[index])
            next = before[index]
        }
        return chain.reversed()
    }
}
