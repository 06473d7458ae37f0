/// The last steps of a channel: how strong they were, and where they ended.
struct StepHistory {
    private var powers: [Double] = []
    private var ends: [Int] = []
    private let most: Int

    init(most: Int) {
        self.most = most
    }

    var count: Int { powers.count }

    /// - Parameter end: the first sample behind the step.
    mutating func append(power: Double, end: Int) {
        if powers.count == most {
            powers.removeFirst()
            ends.removeFirst()
        }
        powers.append(power)
        ends.append(end)
    }

    func end(_ index: Int) -> Int { ends[index] }

    /// The mean power of steps.
    func power(_ range: Range<Int>) -> Double {
        var sum = 0.0
        for index in range { sum += powers[index] }
        return sum / Double(range.count)
    }
}
