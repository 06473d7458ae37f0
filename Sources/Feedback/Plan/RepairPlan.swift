import ReviewModel

/// What of the findings can be mended without anybody's judgement and without recording anew, all in one pass over the recording. Pure.
struct RepairPlan: Sendable, Hashable {
    /// Filters of the sound in the order in which they must come; times are those of the recording as it is.
    private(set) var sound: [String] = []
    private(set) var picture: [String] = []
    private(set) var cuts = Cuts([])
    /// The loudness to bring the sound to in the end, LUFS, and the true peak it may have, dBTP; nil where the sound stays as it is.
    private(set) var level: Level?
    /// Whether the picture is brought to a constant rate.
    private(set) var evensRate = false
    /// Whether the index has to come to the front.
    private(set) var movesIndex = false
    /// Ids of the findings that are gone then.
    private(set) var mended: Set<String> = []

    struct Level: Sendable, Hashable {
        var loudness: Double
        var truePeak: Double
    }

    /// Damage first, then what is missing on a side, then what disturbs, then how loud it is: each step wants the one before it done.
    private static let soundOrder: [FindingCode] = [
        .audioClipping, .audioDropout, .audioSilence, .audioChannelDead, .audioPhaseInverted, .audioChannelImbalance, .audioDCOffset, .audioHum,
        .audioLoudnessUneven,
    ]
    private static let levels: Set<FindingCode> = [.audioLoudnessLow, .audioLoudnessHigh, .audioTruePeak]
    private static let anyOrder: [FindingCode] = [.videoInterlaced, .videoLetterboxed, .videoFrameRateVariable, .containerSlowStart]
    /// What may be cut where nothing is said.
    private static let wordless: Set<FindingCode> = [.speechPauseLong, .audioSilence, .videoBlack, .videoFlashing]

    /// - Parameter transcript: without it, pictures are not cut, for nobody knows whether something is said over them.
    init(_ findings: [IdentifiedFinding], fileName: String?, media: MediaInfo?, rubric: Rubric, transcript: Transcript?) {
        for code in Self.soundOrder + Self.anyOrder {
            for found in findings where found.finding.code == code {
                let at = Circumstances(finding: found.finding, fileName: fileName, media: media, rubric: rubric)
                if let repair = at.remedy.repair, take(repair) { mended.insert(found.id) }
            }
        }
        cut(findings, transcript)
        // What is louder on one side, or without a hum, has another loudness as a whole.
        let isLevelled = findings.contains { Self.levels.contains($0.finding.code) } || !sound.isEmpty
        if isLevelled, media?.audio != nil {
            level = Level(loudness: rubric[.loudnessTarget], truePeak: rubric[.truePeak])
            mended.formUnion(findings.filter { Self.levels.contains($0.finding.code) }.map(\.id))
        }
        mendEffects(findings)
    }

    /// Whether there is anything to do.
    var isEmpty: Bool { sound.isEmpty && picture.isEmpty && cuts.removed.isEmpty && level == nil && !evensRate && !movesIndex }

    /// Takes a repair up, if it is one that needs no look at what is said.
    private mutating func take(_ repair: Repair) -> Bool {
        switch repair {
        case .sound(let filter, _): if !sound.contains(filter) { sound.append(filter) }
        case .picture(let filter, _): picture.append(filter)
        case .evenRate: evensRate = true
        case .indexInFront: movesIndex = true
        case .cut, .shiftSound: return false
        }
        return true
    }

    private mutating func cut(_ findings: [IdentifiedFinding], _ transcript: Transcript?) {
        let spoken = transcript.map { $0.words.map(\.range) }
        var removed: [TimeRange] = []
        for found in findings where Self.wordless.contains(found.finding.code) && found.finding.facts["channel"] == nil {
            let finding = found.finding
            let isPicture = finding.code == .videoBlack || finding.code == .videoFlashing
            // Where nothing is heard, nothing is said; over a picture that is gone the talk may well go on.
            guard !isPicture || spoken != nil, !finding.ranges.isEmpty else { continue }
            // What is measured as silent has no words, whatever times recognition gives to those before and after it.
            let words = isPicture ? spoken ?? [] : []
            let free = finding.ranges.merged().filter { range in
                let near = TimeRange(start: range.start - 0.3, end: range.end + 0.3)
                return !words.contains { $0.overlaps(near) }
            }
            removed += free.map { isPicture ? $0 : $0.withBreath }
            if free.count == finding.ranges.merged().count { mended.insert(found.id) }
        }
        cuts = Cuts(removed)
    }

    /// What comes from something that is mended goes with it.
    private mutating func mendEffects(_ findings: [IdentifiedFinding]) {
        for cause in findings where mended.contains(cause.id) {
            mended.formUnion(findings.filter { $0.id != cause.id && Cause.explains(cause.finding, $0.finding) }.map(\.id))
        }
    }
}
