/// Tells the rest of a picture that has burnt out from what is drawn on a white page, by the cells that are not flat.
struct Burns {
    private var cells = 0
    private var softCells = 0
    private var soft: UInt32 = 0
    private var sharp: UInt32 = 0

    /// Of all cells: with fewer there is nothing to tell by; with more the white is not even, as it is where light has burnt out, but a page seen
    /// through noise.
    private static let share = 0.2...0.9
    /// Of the differences outside of natural cells: drawn content has a third at most, burnt-out pictures from 0.6 on.
    private static let softShare = 0.5
    /// Of the cells that are not flat: white pages have a sixth at most, out of focus too, and burnt-out pictures a third and more.
    private static let softCellShare = 0.25
    /// A cell is soft with this share of soft differences, and at most this part of those sharp.
    private static let soft: Float = 0.1
    private static let sharpPart: Float = 0.25

    /// Differences of neighbouring pixels in a cell that is not flat.
    mutating func add(soft: UInt32, sharp: UInt32, of all: UInt32, isNatural: Bool) {
        cells += 1
        if Float(soft) > Self.soft * Float(all), Float(sharp) < Self.sharpPart * Float(soft) { softCells += 1 }
        if !isNatural {
            self.soft += soft
            self.sharp += sharp
        }
    }

    var areSoft: Bool {
        Self.share.contains(Double(cells) / Double(SpanGrid.cells)) && Double(soft) >= Self.softShare * Double(soft + sharp)
            && Double(softCells) >= Self.softCellShare * Double(cells)
    }
}
