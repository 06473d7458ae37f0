extension Rubric {
    /// The rubric used where none is named; every setting at its standard.
    package static let lecture = Rubric(name: "lecture", summary: "Recorded lectures for students: what hinders learning.")

    /// What course marketplaces refuse: under 720p, sound on one side, a level that jumps.
    package static let marketplace: Rubric = {
        var rubric = Rubric(
            name: "marketplace", summary: "Courses for sale: 720p at least, sound on both sides, a steady level.",
            severities: [
                FindingCode.videoResolutionLow.rawValue: .mustFix, FindingCode.audioChannelImbalance.rawValue: .mustFix,
                FindingCode.audioLoudnessLow.rawValue: .mustFix, FindingCode.audioNoise.rawValue: .mustFix,
                FindingCode.videoLetterboxed.rawValue: .shouldFix, FindingCode.videoShaky.rawValue: .shouldFix,
            ])

        return rubric
    }()

    /// Programme exchange after EBU R 128: -23 LUFS with half a unit to either side, peaks up to -1 dBTP.
    package static let broadcast: Rubric = {
        var rubric = Rubric(
            name: "broadcast", summary: "Broadcast after EBU R 128: −23 LUFS ±0.5, true peak up to −1 dBTP.",
            severities: [
                FindingCode.audioLoudnessLow.rawValue: .mustFix, FindingCode.audioLoudnessHigh.rawValue: .mustFix,
                FindingCode.audioTruePeak.rawValue: .mustFix, FindingCode.videoTimestampsGap.rawValue: .mustFix,
                FindingCode.startOffset.rawValue: .mustFix, FindingCode.videoInterlaced.rawValue: .advice,
            ])
        rubric[.loudnessLow] = -23.5
        rubric[.loudnessHigh] = -22.5
        rubric[.loudnessTarget] = -23
        rubric[.truePeak] = -1
        rubric[.minimumWidth] = 1920
        rubric[.minimumHeight] = 1080
        return rubric
    }()

    /// What bars learners with a disability: what WCAG 2.2 asks of time-based media, and what hearing aids and small screens need.
    package static let accessibility: Rubric = {
        var rubric = Rubric(
            name: "accessibility", summary: "Learners with disabilities first: WCAG 2.2, hearing aids, small screens.",
            severities: [
                FindingCode.audioNoise.rawValue: .mustFix, FindingCode.audioLoudnessUneven.rawValue: .mustFix,
                FindingCode.audioBandwidthNarrow.rawValue: .mustFix, FindingCode.videoContrastLow.rawValue: .mustFix,
                FindingCode.videoBlurred.rawValue: .mustFix, FindingCode.speechPaceFast.rawValue: .shouldFix,
            ])
        rubric[.paceFast] = 160
        return rubric
    }()

    package static let builtIn: [Rubric] = [.lecture, .marketplace, .broadcast, .accessibility]
}
