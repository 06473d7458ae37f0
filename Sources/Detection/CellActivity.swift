/// What each cell has done in the last few seconds, a bit for each sample: whether it moved against the sample before.
struct CellActivity {
    private var history = [UInt32](repeating: 0, count: SpanGrid.cells)

    /// Codes of mean absolute difference that are motion.
    static let moving: Float = 2
    /// A cell that moved in this many of the last samples is live: a camera's picture, a clip.
    private static let window: UInt32 = 0x7FFF
    private static let leastMoves = 5
    /// Live cells come to rest: still for this many samples.
    private static let restWindow: UInt32 = 0xF

    /// - Parameter missed: samples without a new picture since the one before.
    mutating func push(_ difference: [Float], missed: Int) {
        let shift = UInt32(min(31, missed + 1))
        for cell in 0..<SpanGrid.cells {
            history[cell] = history[cell] << shift | (difference[cell] > Self.moving ? 1 : 0)
        }
    }

    func isMoving(_ cell: Int) -> Bool { history[cell] & 1 != 0 }

    func isLive(_ cell: Int) -> Bool { (history[cell] & Self.window).nonzeroBitCount >= Self.leastMoves }

    var live: [Bool] { (0..<SpanGrid.cells).map(isLive) }

    /// Cells that were live a second ago and have not moved since.
    var rested: Int {
        history.count { $0 & Self.restWindow == 0 && ($0 & (Self.window << 4)).nonzeroBitCount >= Self.leastMoves }
    }

    mutating func clear() {
        history = Array(repeating: 0, count: SpanGrid.cells)
    }
}
