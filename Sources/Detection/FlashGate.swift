import ReviewModel

/// Tells pictures that may hold a transition of a flash from those that cannot, at next to no cost: enough of the picture must have changed since
/// the last that was looked at.
struct FlashGate {
    /// The share of the motion grid that must have changed.
    private static let share = 0.1
    /// In 8-bit steps of luma, added up over pictures. At its steepest the transfer turns 2 steps into 0.02 of luminance.
    private static let lumaStep: Float = 2
    /// In 8-bit steps of red-difference: red against a grey of the same luma lies 100 apart.
    private static let redStep = 12

    private var moved = [Float](repeating: 0, count: MotionMap.cells)
    private var redness: [Int] = []
    private var isFirst = true

    mutating func hasChanged(_ picture: MeasuredPicture) -> Bool {
        let needed = Int((Self.share * Double(MotionMap.cells)).rounded(.up))
        if !picture.isRepeated { for cell in moved.indices { moved[cell] += picture.difference.cells[cell] } }
        guard isFirst || (!picture.isRepeated && moved.count(where: { $0 >= Self.lumaStep }) >= needed) || hasTurned(picture, needed) else {
            return false
        }
        isFirst = false
        for cell in moved.indices { moved[cell] = 0 }
        if picture.hasPlanesAtHand { redness = Self.redness(of: picture) }
        return true
    }

    /// Red can come and go at one luma, even in pictures whose copies are the same.
    private func hasTurned(_ picture: MeasuredPicture, _ needed: Int) -> Bool {
        guard picture.hasPlanesAtHand else { return false }
        let now = Self.redness(of: picture)
        guard now.count == redness.count else { return true }
        return zip(now, redness).count { abs($0 - $1) >= Self.redStep } >= needed
    }

    /// The red-difference in the middle of each cell of the motion grid; empty for pictures without colour.
    private static func redness(of picture: MeasuredPicture) -> [Int] {
        guard let plane = picture.planes()?.red else { return [] }
        var codes: [Int] = []
        codes.reserveCapacity(MotionMap.cells)
        for row in 0..<MotionMap.rows {
            let line = plane.row((2 * row + 1) * plane.height / (2 * MotionMap.rows))
            for column in 0..<MotionMap.columns { codes.append(plane.code((2 * column + 1) * plane.width / (2 * MotionMap.columns), in: line)) }
        }
        return codes
    }
}
