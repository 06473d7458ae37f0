internal import ReviewModel

extension MeasurementSet {
    /// The level of every sound channel, in the channels' order.
    var channelLevels: [Series] {
        (0..<(summary.channels ?? 0)).compactMap { self[.level(channel: $0)] }
    }
}
