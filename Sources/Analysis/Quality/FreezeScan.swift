internal import ReviewModel

/// Finds the spans over which a moving part of the picture has stopped as one.
struct FreezeScan {
    let motion: MotionMap
    /// The moments at which the picture changed as a whole, in seconds, in order.
    let changes: [Double]
    /// Those of them that were cuts: far larger than the motion that followed.
    let cuts: [Double]
    /// Share of the cells.
    let minimumArea: Double
    /// Seconds.
    let minimumDuration: Double

    struct Freeze: Equatable {
        var range: TimeRange
        /// Share of the picture.
        var area: Double
    }

    /// The span before a stop over which a cell must have moved to be live, in seconds, and the share of it.
    private static let window = 3.0
    private static let liveShare = 0.8
    /// Cells that stop together: their share of those that were live.
    private static let togetherShare = 0.9
    /// A change of the picture this long before it stops, in seconds, may have brought a picture that never moved.
    private static let settling = 1.0
    /// How long the picture must have moved before it stopped, in seconds: little if it came moving, with a cut or at the start of the
    /// recording; longer if the motion began in a still picture, as when a page scrolls or a slide is animated.
    private static let movedSinceCut = 3.5
    private static let movedFromStill = 8.0
    /// A pause in the motion of up to this many layers does not end it.
    private static let breath = 2
    /// A key frame may stir a still picture for one layer; more than this share of layers is motion.
    private static let stirredShare = 0.1

    func freezes() -> [Freeze] {
        let moves = (0..<motion.layers).map { motion.cells(in: $0, atLeast: .slight) }
        let minimumLayers = Int((minimumDuration / motion.interval).rounded(.down))
        let minimumCells = max(1, Int((minimumArea * Double(MotionMap.cells)).rounded()))
        var result: [Freeze] = []
        var layer = 1
        while layer < moves.count {
            if let cells = stopped(at: layer, in: moves, atLeast: minimumCells) {
                let end = endOfStillness(of: cells, from: layer, in: moves)
                if end - layer >= max(1, minimumLayers - 1), hasMovedLong(cells, before: layer, in: moves) {
                    let range = TimeRange(start: Double(layer) * motion.interval, end: Double(end) * motion.interval)
                    result.append(Freeze(range: range, area: Double(cells.count) / Double(MotionMap.cells)))
                    layer = end
                }
            }
            layer += 1
        }
        return result
    }

    /// The cells that were live up to a layer and are still in it; nil where they are few, or others of the live ones move on.
    private func stopped(at layer: Int, in moves: [MotionMap.Cells], atLeast minimum: Int) -> MotionMap.Cells? {
        let candidates = moves[layer - 1].subtracting(moves[layer])
        guard candidates.count >= minimum else { return nil }
        let window = max(0, layer - Int(Self.window / motion.interval))..<layer
        let needed = Int((Self.liveShare * Double(window.count)).rounded(.up))
        let live = MotionMap.Cells.common(to: moves[window], but: window.count - needed)
        let stopped = candidates.intersection(live)
        let movingOn = moves[layer - 1].intersection(moves[layer]).intersection(live).count
        guard stopped.count >= minimum, Double(stopped.count) >= Self.togetherShare * Double(stopped.count + movingOn) else { return nil }
        return isReplacement(stopped, at: layer) ? nil : stopped
    }

    /// Whether the cells stopped because a still picture took the place of the moving one: a cut to a slide. After a cut to another
    /// moving picture there is motion in the layers between the change and the stop; what an encoder does to a new slide is slight.
    private func isReplacement(_ cells: MotionMap.Cells, at layer: Int) -> Bool {
        let stop = Double(layer) * motion.interval
        guard let change = changes.last(where: { $0 < stop + motion.interval && $0 > stop - Self.settling }) else { return false }
        let between = min(layer, Int(change / motion.interval) + 1)..<layer
        return !between.contains { past in
            Double(cells.intersection(motion.cells(in: past, atLeast: .moving)).count) > 0.3 * Double(cells.count)
        }
    }

    /// Whether the cells as a whole had moved for long enough before a layer.
    private func hasMovedLong(_ cells: MotionMap.Cells, before layer: Int, in moves: [MotionMap.Cells]) -> Bool {
        let count = cells.count
        var first = layer
        var still = 0
        for past in stride(from: layer - 1, through: 0, by: -1) {
            if cells.intersection(moves[past]).count * 2 >= count {
                first = past
                still = 0
            } else {
                still += 1
                if still > Self.breath { break }
            }
        }
        let start = Double(first) * motion.interval
        let moved = Double(layer - first) * motion.interval
        let cameMoving = start < 1 || cuts.contains { abs($0 - start) < 3 * motion.interval }
        return moved >= (cameMoving ? Self.movedSinceCut : Self.movedFromStill) - motion.interval / 2
    }

    /// The first layer at which cells move again; the end of the recording where they never do.
    private func endOfStillness(of cells: MotionMap.Cells, from start: Int, in moves: [MotionMap.Cells]) -> Int {
        let count = cells.count
        var stirred = 0
        var layer = start
        while layer < moves.count {
            if Double(cells.intersection(moves[layer]).count) > 0.3 * Double(count) {
                stirred += 1
                let isLasting = layer + 1 < moves.count && cells.intersection(moves[layer + 1]).count > count / 5
                if isLasting || Double(stirred) > max(1, Self.stirredShare * Double(layer - start + 1)) { return layer }
            }
            layer += 1
        }
        return layer
    }
}
