/// How what is drawn on a slide or a screen comes and goes, from look to look.
///
/// A letter that is typed stays; a pointer and a timer come and go in their cells. A bullet comes at once, and then nothing for a while.
struct DrawnContent {
    /// The look at which a cell gained what it still has; 0 for what was there from the first.
    private var grown = [UInt32](repeating: 0, count: SpanGrid.cells)
    private var lost = [Bool](repeating: false, count: SpanGrid.cells)
    private var inked = [Bool](repeating: false, count: SpanGrid.cells)
    private var looks: UInt32 = 0
    /// Looks at which much went at once.
    private(set) var losses = 0
    var scrolls = 0

    /// Edge pixels that are content.
    private static let ink: UInt16 = 6
    /// Edge pixels, in quarters: what keeps less has lost its content.
    private static let keptQuarters: UInt16 = 2
    /// Cells: a pointer covers fewer.
    private static let much = 6

    /// - Parameters:
    ///   - there: the edges of the picture before, and what the one after keeps of them.
    ///   - back: the other way round.
    mutating func compare(_ there: EdgeMap.Kept, _ back: EdgeMap.Kept, where counts: (Int) -> Bool) {
        looks += 1
        var gone = 0
        for cell in 0..<SpanGrid.cells where counts(cell) {
            if there.edges[cell] >= Self.ink { inked[cell] = true }
            if there.edges[cell] > there.kept[cell] + Self.ink / 2 { grown[cell] = 0 }
            if there.edges[cell] >= Self.ink, there.kept[cell] * 4 < there.edges[cell] * Self.keptQuarters {
                gone += 1
            } else if back.edges[cell] >= back.kept[cell] + Self.ink {
                grown[cell] = looks
            }
        }
        guard gone >= Self.much else { return }
        losses += 1
        for cell in 0..<SpanGrid.cells where counts(cell) && there.edges[cell] >= Self.ink && there.kept[cell] * 2 < there.edges[cell] {
            lost[cell] = true
        }
    }

    /// Looks at which content came that is still there.
    var growths: Int { Set(grown).subtracting([0]).count }

    /// The share of what there was that has gone.
    var lostShare: Double { Double(lost.count { $0 }) / Double(max(1, inked.count { $0 })) }

    mutating func add(_ other: DrawnContent) {
        let before = looks
        looks += other.looks
        losses += other.losses
        scrolls += other.scrolls
        for cell in 0..<SpanGrid.cells {
            if grown[cell] == 0, other.grown[cell] > 0 { grown[cell] = before + other.grown[cell] }
            lost[cell] = lost[cell] || other.lost[cell]
            inked[cell] = inked[cell] || other.inked[cell]
        }
    }
}
