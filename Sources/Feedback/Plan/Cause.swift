import ReviewModel

/// Which faults come from another, so that a plan names them once: who mends the cause mends them all.
enum Cause {
    private struct Link {
        let cause: FindingCode
        let effect: FindingCode
        /// Whether the cause explains only what lies where it is.
        var isLocal = false
        /// Whether both must be of one side of the sound, or the effect of none.
        var isOneSided = false
    }

    private static let links: [Link] = [
        Link(cause: .audioChannelDead, effect: .audioChannelImbalance),
        Link(cause: .audioChannelDead, effect: .audioSilence, isLocal: true, isOneSided: true),
        Link(cause: .audioChannelDead, effect: .audioDropout, isLocal: true, isOneSided: true),
        Link(cause: .audioChannelDead, effect: .audioPhoneInaudible),
        Link(cause: .audioPhaseInverted, effect: .audioPhoneInaudible),
        Link(cause: .audioSilent, effect: .speechMissing),
        Link(cause: .audioMissing, effect: .speechMissing),
        Link(cause: .audioLoudnessHigh, effect: .audioTruePeak),
        Link(cause: .audioClipping, effect: .audioTruePeak),
        Link(cause: .audioHum, effect: .audioNoise),
        Link(cause: .audioSilence, effect: .speechPauseLong, isLocal: true),
        Link(cause: .containerTruncated, effect: .durationMismatch),
        Link(cause: .containerTruncated, effect: .containerCorrupt),
        Link(cause: .containerCorrupt, effect: .videoTimestampsGap, isLocal: true),
        Link(cause: .containerCorrupt, effect: .videoFrozen, isLocal: true),
        Link(cause: .containerCorrupt, effect: .videoBlocky, isLocal: true),
        Link(cause: .containerCorrupt, effect: .audioDropout, isLocal: true),
        Link(cause: .videoTimestampsGap, effect: .videoFrameRateVariable),
        Link(cause: .videoUnderexposed, effect: .videoContrastLow, isLocal: true),
        Link(cause: .videoUnderexposed, effect: .videoNoisy, isLocal: true),
    ]

    /// Whether the first finding is the reason for the second.
    static func explains(_ cause: Finding, _ effect: Finding) -> Bool {
        links.contains { link in
            link.cause == cause.code && link.effect == effect.code && (!link.isLocal || covers(cause, effect))
                && (!link.isOneSided || isOneSided(cause, effect))
        }
    }

    /// Whether most of the effect lies where the cause is.
    private static func covers(_ cause: Finding, _ effect: Finding) -> Bool {
        guard !cause.ranges.isEmpty else { return true }
        let ranges = effect.ranges.merged()
        guard !ranges.isEmpty else { return false }
        let shared = ranges.reduce(0) { sum, range in
            sum + cause.ranges.merged().reduce(0) { $0 + max(0, min(range.end, $1.end) - max(range.start, $1.start)) }
        }
        return shared > 0.8 * ranges.totalDuration
    }

    private static func isOneSided(_ cause: Finding, _ effect: Finding) -> Bool {
        guard let left = cause.facts["channel"], let right = effect.facts["channel"] else { return false }
        return left == right
    }
}
