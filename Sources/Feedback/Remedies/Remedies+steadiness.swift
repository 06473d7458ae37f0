import ReviewModel

/// Holes in the sound, and loudness that jumps.
extension Remedies {
    static let steadiness: [FindingCode: Choice] = [
        .audioDropout: dropout,
        .audioLoudnessUneven: { at in
            Remedy(
                .edit, minutes: 5 + min(25, at.finding.ranges.count * 2), repair: at.levelChanges.isEmpty ? nil : .sound(evener(at), named: "evened"))
        },
    ]

    /// The other side has no holes, so it serves for both; else what is missing has to be recorded again.
    private static func dropout(_ at: Circumstances) -> Remedy {
        guard at.side != nil else { return Remedy(.reRecord, minutes: 5 + min(40, at.ranges.count * 3)) }
        return Remedy(.edit, minutes: 3, repair: filled(at, in: []))
    }

    private static func evener(_ at: Circumstances) -> String {
        let volumes = at.levelChanges.map { change in
            "volume=\(Printed.plain(change.gain, 1))dB:enable='\(moments(in: [change.range]))'"
        }
        // Short pieces, so that a change comes where it belongs.
        return (["asetnsamples=256"] + volumes + [FFmpegCommand.limiter(below: at.safePeak)]).joined(separator: ",")
    }
}

/// A passage that is softer or louder than the rest.
struct LevelChange: Sendable, Hashable {
    var range: TimeRange
    /// The decibels that bring it to the rest.
    var gain: Double
}

extension Circumstances {
    /// The passages to change, as many as a list can be read with.
    var levelChanges: [LevelChange] {
        let all = finding.ranges.enumerated().compactMap { index, range in
            fact("gain\(index + 1)").map { LevelChange(range: range, gain: $0) }
        }
        return Array(all.prefix(Remedies.mostRanges))
    }
}
