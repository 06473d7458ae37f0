import Foundation
import ReviewModel

/// The sides of the sound, and what one small speaker makes of them.
extension Remedies {
    static let channels: [FindingCode: Choice] = [
        .audioChannelImbalance: { at in Remedy(.edit, minutes: 3, repair: balanced(at)) },
        .audioPhaseInverted: { at in Remedy(.edit, minutes: 3, repair: turnedBack(at)) },
        .audioPhoneInaudible: { _ in Remedy(.edit, minutes: 5) },
        .audioDCOffset: { _ in Remedy(.edit, minutes: 3, repair: .sound("highpass=f=20", named: "centred")) },
    ]

    /// A side that carries the same is raised; one that carries something else, such as noise, is replaced.
    private static func balanced(_ at: Circumstances) -> Repair? {
        guard let side = at.side, at.isStereo else { return nil }
        guard at.isSameOnBothSides else { return filled(at, in: at.ranges) }
        guard let decibels = at.weakness, let filter = side.filter(from: side, times: pow(10, decibels / 20), in: at.ranges) else { return nil }
        return .sound("\(filter),\(FFmpegCommand.limiter(below: at.safePeak))", named: "balanced")
    }

    /// One side is turned round again; pieces are short, so that it begins and ends where it should.
    private static func turnedBack(_ at: Circumstances) -> Repair? {
        guard at.isStereo, at.ranges.count <= mostRanges else { return nil }
        guard !at.ranges.isEmpty else { return .sound("pan=stereo|c0=c0|c1=-1*c1", named: "in-phase") }
        let turned = "[r]asetnsamples=256,volume=-1:enable='\(moments(in: at.ranges))'[u]"
        return .sound("channelsplit[l][r];\(turned);[l]asetnsamples=256[v];[v][u]join=inputs=2:channel_layout=stereo", named: "in-phase")
    }
}

extension Circumstances {
    /// By how many decibels one side is weaker than the other.
    var weakness: Double? { fact("gain") ?? measured }

    /// Whether both sides carry the same talk.
    var isSameOnBothSides: Bool { (fact("alike") ?? 0) > 0.7 }
}
