import ReviewModel

/// The sound, but for its loudness.
extension Remedies {
    static let sound: [FindingCode: Choice] = [
        .audioMissing: { _ in Remedy(.reExport, minutes: 15) },
        .audioSilent: { at in Remedy(.reRecord, minutes: at.recordingMinutes + 15) },
        .audioSilence: { at in
            guard at.fact("channel") != nil else { return Remedy(.edit, minutes: cuttingMinutes(at), repair: .cut(at.ranges)) }
            return Remedy(.edit, minutes: 3, repair: fill(at))
        },
        // Four times the rate shows the limiter the peaks between the samples; the last half decibel is what a codec adds.
        .audioTruePeak: { at in
            let limiter = FFmpegCommand.limiter(below: (at.threshold ?? at.rubric[.truePeak]) - 1)
            return Remedy(
                .edit, minutes: 3,
                repair: .sound("aresample=192000,\(limiter),aresample=\(at.media?.audio?.sampleRate ?? 48000)", named: "limited"))
        },
        .audioClipping: { at in
            Remedy(
                .edit, minutes: 10 + min(20, at.ranges.count * 2),
                repair: .sound("volume=-3dB,adeclip,\(FFmpegCommand.limiter(below: at.rubric[.truePeak] - 0.5))", named: "declipped"))
        },
        .audioChannelDead: { at in Remedy(.edit, minutes: 3, repair: fill(at)) },
    ]

    /// Puts the other side's sound in the place of a side that carries nothing, where it does not; nil where the side is not known.
    static func fill(_ at: Circumstances) -> Repair? {
        guard let dead = at.fact("channel").map({ Int($0) }), dead == 0 || dead == 1, (at.media?.audio?.channels ?? 2) == 2 else { return nil }
        guard at.total != nil else { return .sound("pan=stereo|c0=c\(1 - dead)|c1=c\(1 - dead)", named: "both-sides") }
        let there = at.ranges.map { "between(t,\(Printed.plain($0.start)),\(Printed.plain($0.end)))" }.joined(separator: "+")
        // What is filled in and what is there take turns, so that their sum is the side; pieces are short, so that a turn comes where it should.
        let (live, own) = dead == 0 ? ("r", "l") : ("l", "r")
        let order = dead == 0 ? "[f][k]" : "[k][f]"
        return .sound(
            "channelsplit[l][r];[\(live)]asetnsamples=256,asplit[k][c];[c]volume=0:enable='not(\(there))'[x];"
                + "[\(own)]asetnsamples=256,volume=0:enable='\(there)'[y];[x][y]amix=inputs=2:normalize=0[f];\(order)join=inputs=2:channel_layout=stereo",
            named: "both-sides")
    }
}
