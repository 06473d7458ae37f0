/// The last seconds of pictures as means of cells, and how much each picture changed: from it the moment of a change is read that is only
/// known of later, when the new picture has come to rest.
struct ChangeTrail {
    private var samples: [(time: Double, mean: [Float])] = []
    private var steps: [(time: Double, amount: Double)] = []

    /// Seconds that are remembered.
    private static let reach = 7.0
    /// A picture that makes up this share of the change around it is the change.
    private static let suddenShare = 0.5

    mutating func step(_ amount: Double, at time: Double) {
        steps.append((time, amount))
        if steps.count > 64, let last = steps.last?.time { steps.removeAll { $0.time < last - Self.reach } }
    }

    mutating func sample(_ mean: [Float], at time: Double) {
        samples.append((time, mean))
        if samples.count > 8 { samples.removeAll { $0.time < time - Self.reach } }
    }

    /// When the picture shown at `start` became the one shown at the last sample: to the frame where it did at once, else where the difference to
    /// the last has fallen to half.
    ///
    /// - Parameter counts: the cells to look at.
    func change(since start: Double, where counts: (Int) -> Bool) -> Double {
        let path = samples.filter { $0.time >= start - 0.001 }
        guard let last = path.last, path.count > 1 else { return steps.last?.time ?? start }
        let distances = path.map { sample in
            (0..<SpanGrid.cells).reduce(0.0) { counts($1) ? $0 + Double(abs(sample.mean[$1] - last.mean[$1])) : $0 }
        }
        let half = distances[0] / 2
        guard half > 0, let index = distances.lastIndex(where: { $0 >= half }), index + 1 < path.count else { return steps.last?.time ?? start }
        let (from, to) = (path[index].time, path[index + 1].time)
        let between = steps.filter { $0.time > from + 0.0005 && $0.time <= to + 0.0005 }
        let whole = between.reduce(0) { $0 + $1.amount }
        if let largest = between.max(by: { $0.amount < $1.amount }), largest.amount >= Self.suddenShare * whole { return largest.time }
        let fall = distances[index] - distances[index + 1]
        return from + (to - from) * (fall > 0 ? min(1, max(0, (distances[index] - half) / fall)) : 1)
    }
}
