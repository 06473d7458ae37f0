/// A picture that has come to rest, with what it takes to tell whether another one shows the same.
struct SettledPicture {
    let copy: LumaCopy
    let edges: EdgeMap
    let texture: CellTexture
    /// Seconds.
    let time: Double

    init(_ copy: LumaCopy, at time: Double) {
        self.copy = copy
        self.time = time
        edges = EdgeMap(copy)
        texture = CellTexture(copy)
    }

    /// Fewer edge pixels than this say nothing: a blank page, black.
    private static let leastEdges = 40
    /// The share of edges that a later state of one slide keeps; a new slide, or a new shot, keeps fewer.
    private static let keptShare = 0.55
    /// The same for the title, in the top rows of cells.
    private static let titleRows = 4
    private static let titleEdges = 30
    private static let titleShare = 0.35
    /// A blank page is another when this share of the cells has changed by this many codes.
    private static let blankShare = 0.5
    private static let blankStep: Float = 20
    /// Two pictures are one when each keeps this share of the other's edges, and no more than this share of the cells has another brightness.
    private static let sameShare = 0.75
    private static let sameCells = 0.2

    /// Whether another picture, that came later, shows something else, and not this with something added.
    ///
    /// - Parameter counts: the cells to look at, without those that move anyway.
    func isReplaced(by later: SettledPicture, where counts: (Int) -> Bool) -> Bool {
        let all = edges.kept(by: later.edges)
        let (drawn, kept) = all.total(where: counts)
        guard drawn >= Self.leastEdges else { return differingCells(later, where: counts) > Self.blankShare }
        let share = Double(kept) / Double(drawn)
        let title = all.total { counts($0) && $0 < Self.titleRows * SpanGrid.columns }
        let hasNewTitle = title.edges >= Self.titleEdges && Double(title.kept) < Self.titleShare * Double(title.edges)
        return hasNewTitle || share < Self.keptShare
    }

    /// Whether the two are the same picture.
    func isSame(as other: SettledPicture, where counts: (Int) -> Bool) -> Bool {
        let there = edges.kept(by: other.edges).total(where: counts)
        let back = other.edges.kept(by: edges).total(where: counts)
        return Double(there.kept) >= Self.sameShare * Double(there.edges) && Double(back.kept) >= Self.sameShare * Double(back.edges)
            && differingCells(other, where: counts) <= Self.sameCells
    }

    /// The share of the cells that count whose brightness is another.
    private func differingCells(_ other: SettledPicture, where counts: (Int) -> Bool) -> Double {
        var (all, differing) = (0, 0)
        for cell in 0..<SpanGrid.cells where counts(cell) {
            all += 1
            if abs(texture.mean[cell] - other.texture.mean[cell]) > Self.blankStep { differing += 1 }
        }
        return Double(differing) / Double(max(1, all))
    }

    /// Most of what is not even ground has the texture of the natural world.
    var isNatural: Bool {
        let flat = texture.isFlat.count { $0 }
        let natural = texture.isNatural.count { $0 }
        return Double(natural) > 0.3 * Double(SpanGrid.cells - flat) && Double(natural) > 0.12 * Double(SpanGrid.cells)
    }

    /// No edges to speak of, and dark: nothing is shown.
    func isBlack(_ range: LumaRange) -> Bool {
        edges.kept(by: edges).total { _ in true }.edges < Self.leastEdges && texture.mean.allSatisfy { range.luma(Double($0)) < 0.06 }
    }

    var edgeCount: Int { edges.strongCount }
}
