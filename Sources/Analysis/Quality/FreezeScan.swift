internal import ReviewModel

/// Finds the spans over which cells that were live have stopped together.
struct FreezeScan {
    let motion: MotionMap
    /// Share of the cells.
    let minimumArea: Double
    /// Seconds.
    let minimumDuration: Double

    struct Freeze: Equatable {
        var range: TimeRange
        /// Share of the picture.
        var area: Double
    }

    /// The span that a cell must have moved through to be live, in seconds, and the share of it.
    private static let window = 2.0
    private static let liveShare = 0.7
    /// A cell counts as live only when it has been moving for this long since its content was replaced.
    private static let sinceReplaced = 1.0
    /// Cells that stop together: their share of those that were live.
    private static let togetherShare = 0.9
    /// A key frame may stir a still picture for one layer; more than this share of layers is motion.
    private static let stirredShare = 0.1

    func freezes() -> [Freeze] {
        let minimumLayers = Int((minimumDuration / motion.interval).rounded(.down))
        let minimumCells = max(1, Int((minimumArea * Double(MotionMap.cells)).rounded()))
        var result: [Freeze] = []
        var layer = 1
        while layer < motion.layers {
            let live = liveCells(before: layer)
            if live.count >= minimumCells {
                let stopped = live.filter { motion[layer: layer, cell: $0] == .still }
                if Double(stopped.count) >= Self.togetherShare * Double(live.count) {
                    let end = endOfStillness(of: stopped, from: layer)
                    if end - layer >= minimumLayers - 1, end > layer {
                        result.append(
                            Freeze(
                                range: TimeRange(start: Double(layer) * motion.interval, end: Double(end) * motion.interval),
                                area: Double(stopped.count) / Double(MotionMap.cells)))
                        layer = end
                    }
                }
            }
            layer += 1
        }
        return result
    }

    /// The cells that moved through most of the window before a layer, right up to it.
    private func liveCells(before layer: Int) -> [Int] {
        let windowLayers = Int(Self.window / motion.interval)
        let needed = Int(Self.sinceReplaced / motion.interval)
        return (0..<MotionMap.cells).filter { cell in
            guard motion[layer: layer - 1, cell: cell] >= .slight else { return false }
            var seen = 0
            var moved = 0
            for past in stride(from: layer - 1, through: max(0, layer - windowLayers), by: -1) {
                let state = motion[layer: past, cell: cell]
                if state == .replaced { break }
                seen += 1
                if state >= .slight { moved += 1 }
            }
            return seen >= needed && Double(moved) >= Self.liveShare * Double(seen)
        }
    }

    /// The first layer at which cells move again; the end of the recording where they never do.
    private func endOfStillness(of cells: [Int], from start: Int) -> Int {
        var stirred = 0
        var layer = start
        while layer < motion.layers {
            let moving = cells.count { motion[layer: layer, cell: $0] >= .slight }
            if Double(moving) > 0.3 * Double(cells.count) {
                stirred += 1
                let isLasting = layer + 1 < motion.layers && cells.count { motion[layer: layer + 1, cell: $0] >= .slight } > cells.count / 5
                if isLasting || Double(stirred) > max(1, Self.stirredShare * Double(layer - start + 1)) { return layer }
            }
            layer += 1
        }
        return layer
    }
}
