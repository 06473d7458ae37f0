internal import Foundation
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
    /// The power of every level in decibels; none where nothing was measured, or that of another level.
    ///
    /// An hour has tens of thousands of levels, but few that differ: each is worked out once.
    func powers(missing level: Double = -.infinity) -> [Double] {
        let nothing = pow(10, level / 10)
        guard let low = steps.lazy.filter({ $0 != Self.missing }).min(), let high = steps.max() else {
            return Array(repeating: nothing, count: count)
        }
        var known = Array(repeating: Double.nan, count: Int(high) - Int(low) + 1)
        return steps.map { step in
            guard step != Self.missing else { return nothing }
            let place = Int(step) - Int(low)
            if known[place].isNaN { known[place] = pow(10, Double(step) * resolution / 10) }
            return known[place]
        }
    }
}
