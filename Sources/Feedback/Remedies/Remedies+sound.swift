import ReviewModel

/// The sound, but for its loudness.
extension Remedies {
    static let sound: [FindingCode: Choice] = [
        .audioMissing: { _ in Remedy(.reExport, minutes: 15) },
        .audioSilent: { at in Remedy(.reRecord, minutes: at.recordingMinutes + 15) },
        .audioSilence: silence,
        .audioTruePeak: { at in
            Remedy(.edit, minutes: 3, repair: .sound(peakFilter(below: at.peakLimit - 1, rate: at.media?.audio?.sampleRate), named: "limited"))
        },
        .audioClipping: { at in
            Remedy(
                .edit, minutes: 10 + min(20, at.ranges.count * 2),
                repair: .sound("volume=-3dB,adeclip,\(FFmpegCommand.limiter(below: at.safePeak))", named: "declipped"))
        },
        .audioChannelDead: { at in Remedy(.edit, minutes: 3, repair: filled(at, in: at.partsOfDeadSide)) },
    ]

    /// A silence of both sides is cut out, one of a single side filled.
    private static func silence(_ at: Circumstances) -> Remedy {
        guard at.side != nil else { return Remedy(.edit, minutes: cuttingMinutes(at), repair: .cut(at.ranges)) }
        return Remedy(.edit, minutes: 3, repair: at.ranges.isEmpty ? nil : filled(at, in: at.ranges))
    }

    /// The side that a finding is about gets what the other carries.
    static func filled(_ at: Circumstances, in ranges: [TimeRange]) -> Repair? {
        guard let side = at.side, at.isStereo else { return nil }
        return side.filter(from: side.other, in: ranges).map { .sound($0, named: "both-sides") }
    }

    /// Four times the rate shows the limiter the peaks between the samples; what it leaves below the limit is for the codec to add.
    static func peakFilter(below decibels: Double, rate: Int?) -> String {
        "aresample=192000,\(FFmpegCommand.limiter(below: decibels)),aresample=\(rate ?? 48000)"
    }
}

extension Circumstances {
    /// The side that a finding is about: the dead, the silent, the weaker one.
    var side: StereoSide? {
        fact("channel").flatMap { Int(exactly: $0) }.flatMap { StereoSide(rawValue: $0) }
    }

    /// Sides of sound that has more channels, or one alone, are not told apart.
    var isStereo: Bool { (media?.audio?.channels ?? 2) == 2 }

    /// The true peak that was allowed, in dBTP.
    var peakLimit: Double { threshold ?? rubric[.truePeak] }

    /// The level that a limiter leaves, so that what a codec adds stays below the limit.
    var safePeak: Double { rubric[.truePeak] - 0.5 }

    /// Where a dead side carries nothing, if it carries something elsewhere; empty where it is dead throughout.
    var partsOfDeadSide: [TimeRange] {
        (fact("share") ?? 0) >= Self.throughout ? [] : ranges
    }

    /// The share of the recording from which on a side is dead throughout: what is left is a pause at either end.
    private static let throughout = 0.95
}
