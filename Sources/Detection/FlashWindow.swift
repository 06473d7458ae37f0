import ReviewModel

/// Counts each cell's transitions within the last second, and tells what share of the picture had how many.
///
/// Flashes are changes that cells have together. What moves past a camera, a fence or lines of text, makes cells brighter and darker too, but as
/// many one way as the other within a part of the picture, and a few at a time. So transitions count only where enough cells of the parts of the
/// picture go the same way at once; parts may go against each other.
struct FlashWindow {
    struct Count: Hashable {
        /// The most transitions that the area of a flash had, all within a second.
        var transitions = 0
        /// The share of the picture that had more than three flashes.
        var area = 0.0
    }

    /// A quarter of the picture (WCAG 2.2: 25 % of any 10 degree visual field; learners see the whole picture within one).
    private static let flashArea = 0.25
    /// Three flashes are six transitions.
    private static let allowed = 6
    /// A fast change takes this long, in seconds, until all cells have crossed the step.
    private static let together = 0.04
    /// The share of the picture that must go together.
    private static let togetherShare = 0.18
    /// A cell with so many transitions flashes.
    private static let flashing = 4
    private static let partColumns = 4
    private static let partRows = 3
    /// Times of pictures are rounded, to a millisecond in some containers.
    private static let rounding = 0.002

    private(set) var count = Count()
    private var flashingCells = 0
    /// Pictures in which cells went together, with the cells' transitions, within the last second.
    private var counted: [(time: Double, cells: [UInt16])] = []
    /// How many cells had a transition at moments just past: seldom enough to look further.
    private var fresh: [(time: Double, cells: Int)] = []
    private var counts = [UInt8](repeating: 0, count: ColourCells.count)
    private var latest = [Double](repeating: -.infinity, count: ColourCells.count)
    /// What each cell did last: 1 or -1 while it was not counted, 2 or -2 once it was.
    private var last = [Int8](repeating: 0, count: ColourCells.count)

    /// Moments within the second at which at least half of the cells that flash had a transition.
    var moments: [Double] {
        counted.filter { moment in 2 * moment.cells.count { counts[Int($0)] >= Self.flashing } >= flashingCells }.map(\.time)
    }

    /// When the earliest counted transitions leave the second, if pictures come this often.
    func nextExpiry(interval: Double) -> Double? {
        counted.first.map { $0.time + Self.length(interval) }
    }

    /// A second less one picture: times are those of pictures, so a flash may seem to come by so much earlier or later than it does.
    private static func length(_ interval: Double) -> Double { 1 - min(0.1, interval) - rounding }

    /// Forgets the earliest transitions.
    mutating func expireFirst() {
        for cell in counted.removeFirst().cells { counts[Int(cell)] -= 1 }
        recount()
    }

    /// Takes the transitions of the picture at a time.
    ///
    /// - Returns: whether enough cells went together to count.
    mutating func push(_ transitions: [FlashTransition], at time: Double) -> Bool {
        guard !transitions.isEmpty else { return false }
        for transition in transitions {
            latest[Int(transition.cell)] = time
            last[Int(transition.cell)] = transition.isRise ? 1 : -1
        }
        let recent = time - Self.together + Self.rounding
        fresh.removeAll { $0.time <= recent }
        fresh.append((time, transitions.count))
        guard Double(fresh.reduce(0) { $0 + $1.cells }) >= Self.togetherShare * Double(counts.count) else { return false }
        guard together(since: recent) >= Self.togetherShare * Double(counts.count) else { return false }
        var cells: [UInt16] = []
        for cell in counts.indices where latest[cell] > recent && abs(last[cell]) == 1 && counts[cell] < 255 {
            last[cell] *= 2
            counts[cell] += 1
            cells.append(UInt16(cell))
        }
        counted.append((time, cells))
        recount()
        return true
    }

    /// The cells that went the way of most in their part of the picture, less those that went against them.
    private func together(since recent: Double) -> Double {
        var parts = [Int](repeating: 0, count: Self.partColumns * Self.partRows)
        for cell in counts.indices where latest[cell] > recent { parts[Self.parts[cell]] += last[cell] > 0 ? 1 : -1 }
        return Double(parts.reduce(0) { $0 + abs($1) })
    }

    /// The part of the picture that each cell lies in.
    private static let parts = (0..<ColourCells.count).map { cell in
        let (column, row) = (cell % ColourCells.columns, cell / ColourCells.columns)
        return row * partRows / ColourCells.rows * partColumns + column * partColumns / ColourCells.columns
    }

    private mutating func recount() {
        var cells = [Int](repeating: 0, count: 256)
        for count in counts { cells[Int(count)] += 1 }
        let total = Double(counts.count)
        var (sum, transitions) = (0, 0)
        for number in stride(from: 255, through: 1, by: -1) {
            sum += cells[number]
            if number == Self.flashing { flashingCells = sum }
            if number == Self.allowed + 1 { count.area = Double(sum) / total }
            if transitions == 0, Double(sum) >= Self.flashArea * total { transitions = number }
        }
        count.transitions = transitions
    }
}
