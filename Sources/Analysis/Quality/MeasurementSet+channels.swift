internal import ReviewModel

extension MeasurementSet {
    /// The level of every sound channel, in the channels' order.
    var channelLevels: [Series] {
        (0..<(summary.channels ?? 0)).compactMap { self[.level(channel: $0)] }
    }

    /// The strongest of some channels at each moment, missing where all are; nil without channels.
    static func strongest(of channels: [Series]) -> Series? {
        guard var result = channels.first else { return nil }
        for channel in channels.dropFirst() {
            // A missing value is the least there is.
            for index in 0..<min(result.count, channel.count) { result.steps[index] = max(result.steps[index], channel.steps[index]) }
        }
        return result
    }
}

extension Series {
    /// The value below which a share of those measured lie; nil without any.
    func percentile(_ share: Double) -> Double? {
        let sorted = steps.filter { $0 != Series.missing }.sorted()
        return sorted.isEmpty ? nil : Double(sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]) * resolution
    }
}
