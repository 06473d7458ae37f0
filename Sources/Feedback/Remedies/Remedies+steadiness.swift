import ReviewModel

/// Holes in the sound, and loudness that jumps.
extension Remedies {
    static let steadiness: [FindingCode: Choice] = [
        .audioDropout: { at in
            guard let side = at.fact("channel").map({ Int($0) }) else { return Remedy(.reRecord, minutes: 5 + min(40, at.ranges.count * 3)) }
            let isStereo = (at.media?.audio?.channels ?? 2) == 2
            let other = side == 0 ? 1 : 0
            return Remedy(.edit, minutes: 3, repair: isStereo ? .sound("pan=stereo|c0=c\(other)|c1=c\(other)", named: "both-sides") : nil)
        },
        .audioLoudnessUneven: { at in Remedy(.edit, minutes: 5 + min(25, at.finding.ranges.count * 2), repair: even(at)) },
    ]

    private static func even(_ at: Circumstances) -> Repair? {
        let changes = at.levelChanges
        guard !changes.isEmpty else { return nil }
        let volumes = changes.map { range, gain in
            "volume=\(Printed.plain(gain, 1))dB:enable='between(t,\(Printed.plain(range.start)),\(Printed.plain(range.end)))'"
        }
        // Short pieces, so that a change comes where it belongs.
        return .sound(
            (["asetnsamples=256"] + volumes + [FFmpegCommand.limiter(below: at.rubric[.truePeak] - 0.5)]).joined(separator: ","), named: "evened")
    }
}

extension Circumstances {
    /// The sections to raise or lower, with the decibels: as many as a list can be read with.
    var levelChanges: [(range: TimeRange, gain: Double)] {
        let changes = finding.ranges.indices.compactMap { index in fact("gain\(index + 1)").map { (finding.ranges[index], $0) } }
        return Array(changes.prefix(12))
    }
}
