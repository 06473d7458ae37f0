/// Where the ticks of a time axis stand: round times, as many as there is room for.
struct TimeAxis: Sendable, Hashable {
    /// Seconds between ticks.
    let step: Double
    let ticks: [Double]
    private let tenths: Bool

    /// - Parameter room: how many labels fit side by side.
    init(duration: Double, room: Int) {
        let most = Double(max(1, room))
        let step = Self.steps.first { duration / $0 <= most } ?? (duration / most / 3600).rounded(.up) * 3600
        self.step = step
        ticks = (0...Int(duration / step)).map { Double($0) * step }
        tenths = step < 1
    }

    func label(_ tick: Double, _ numbers: NumberStyle) -> String {
        numbers.clock(tick, tenths: tenths)
    }

    private static let steps: [Double] = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1200, 1800, 3600, 7200]
}
