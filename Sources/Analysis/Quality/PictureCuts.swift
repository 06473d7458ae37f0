internal import ReviewModel

/// Tells cuts from the other moments at which the picture changed: a jerk in a camera's motion is much like the motion around it.
struct PictureCuts {
    private let moments: [Double]

    /// Mean difference of luma that no camera's motion reaches.
    private static let strong = 24.0 / 255
    /// A cut has so many times the most that changes in the bins beside it.
    private static let prominence = 2.0
    private static let reach = 3

    init(_ measurements: MeasurementSet) {
        let change = measurements[.change]
        moments = measurements.events(.pictureChange).filter { Self.isCut($0, change) }.map(\.start)
    }

    func last(before time: Double) -> Double? { moments.last { $0 < time } }

    private static func isCut(_ event: MediaEvent, _ change: Series?) -> Bool {
        guard let change, event.value < strong else { return true }
        let bin = Int((event.start - change.start) / change.interval + 0.001)
        let beside = (bin - reach...bin + reach).filter { $0 != bin && (0..<change.count).contains($0) }.compactMap { change[$0] }
        return event.value > prominence * (beside.max() ?? 0)
    }
}
