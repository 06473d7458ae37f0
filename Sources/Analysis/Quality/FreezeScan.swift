internal import ReviewModel

/// Finds the spans over which cells that were live have stopped together.
struct FreezeScan {
    let motion: MotionMap
    /// The moments at which the picture changed as a whole, in seconds.
    let changes: [Double]
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
    private static let window = 3.0
    private static let liveShare = 0.8
    /// A change of the picture this long before it stops, in seconds, may have brought a picture that never moved.
    private static let settling = 1.0
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
                if Double(stopped.count) >= Self.togetherShare * Double(live.count), !isReplacement(stopped, at: layer) {
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
        let window = max(0, layer - Int(Self.window / motion.interval))..<layer
        guard Double(window.count) * motion.interval >= Self.window / 2 else { return [] }
        let needed = Self.liveShare * Double(window.count)
        return (0..<MotionMap.cells).filter { cell in
            motion[layer: layer - 1, cell: cell] >= .slight
                && Double(window.count { motion[layer: $0, cell: cell] >= .slight }) >= needed
        }
    }

    /// Whether the cells stopped because a still picture took the place of the moving one: a cut to a slide. After a cut to another
    /// moving picture there is motion in the layers between the change and the stop; what an encoder does to a new slide is slight.
    private func isReplacement(_ cells: [Int], at layer: Int) -> Bool {
        let stop = Double(layer) * motion.interval
        guard let change = changes.last(where: { $0 < stop + motion.interval && $0 > stop - Self.settling }) else { return false }
        let between = min(layer, Int(change / motion.interval) + 1)..<layer
        return !between.contains { past in
            Double(cells.count { motion[layer: past, cell: $0] >= .moving }) > 0.3 * Double(cells.count)
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
