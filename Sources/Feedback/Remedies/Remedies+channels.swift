import Foundation
import ReviewModel

/// The sides of the sound, and what one small speaker makes of them.
extension Remedies {
    static let channels: [FindingCode: Choice] = [
        .audioChannelImbalance: { at in Remedy(.edit, minutes: 3, repair: balance(at)) },
        .audioPhaseInverted: { at in Remedy(.edit, minutes: 3, repair: turn(at)) },
        .audioPhoneInaudible: { _ in Remedy(.edit, minutes: 5) },
        .audioDCOffset: { _ in Remedy(.edit, minutes: 3, repair: .sound("highpass=f=20", named: "centred")) },
    ]

    /// The weaker side raised where both carry the same, else the stronger one on both.
    private static func balance(_ at: Circumstances) -> Repair? {
        guard let weak = at.fact("channel").map({ Int($0) }), weak == 0 || weak == 1, (at.media?.audio?.channels ?? 2) == 2, at.total == nil else {
            return nil
        }
        guard (at.fact("alike") ?? 0) > 0.7 else { return .sound("pan=stereo|c0=c\(1 - weak)|c1=c\(1 - weak)", named: "both-sides") }
        guard let gain = at.fact("gain") ?? at.measured else { return nil }
        let factor = Printed.plain(pow(10, gain / 20))
        let raised = weak == 0 ? "pan=stereo|c0=\(factor)*c0|c1=c1" : "pan=stereo|c0=c0|c1=\(factor)*c1"
        return .sound("\(raised),\(FFmpegCommand.limiter(below: at.rubric[.truePeak] - 0.5))", named: "balanced")
    }

    /// One side is turned round again; pieces are short, so that it begins and ends where it should.
    private static func turn(_ at: Circumstances) -> Repair? {
        guard (at.media?.audio?.channels ?? 2) == 2, at.ranges.count <= 12 else { return nil }
        let there = at.finding.ranges.map { "between(t,\(Printed.plain($0.start)),\(Printed.plain($0.end)))" }.joined(separator: "+")
        guard !there.isEmpty else { return .sound("pan=stereo|c0=c0|c1=-1*c1", named: "in-phase") }
        return .sound(
            "channelsplit[l][r];[r]asetnsamples=256,volume=-1:enable='\(there)'[u];[l]asetnsamples=256[v];[v][u]join=inputs=2:channel_layout=stereo",
            named: "in-phase")
    }
}
