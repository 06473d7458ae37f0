/// When what failed is sent again: the schedule of Standard Webhooks, ten attempts over three days. An endpoint rests by its beginning.
enum RetrySchedule {
    /// Seconds before each attempt.
    private static let pauses: [Double] = [
        0, 5, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 10 * 3600, 14 * 3600, 20 * 3600, 24 * 3600,
    ]
    /// How much of a pause chance adds at most, so that what failed together does not come back together.
    private static let jitter = 0.2

    /// Seconds until the next attempt; nil where there is none.
    ///
    /// - Parameters:
    ///   - attempts: how many there were.
    ///   - random: from 0 to 1.
    static func pause(after attempts: Int, random: Double) -> Double? {
        guard attempts < pauses.count else { return nil }
        return pauses[max(0, attempts)] * (1 + jitter * random)
    }
}
