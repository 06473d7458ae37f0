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

    /// - Parameter transcript: without it, pictures are not cut, for nobody knows whether something is said over them.
    init(_ findings: [IdentifiedFinding], fileName: String?, media: MediaInfo?, rubric: Rubric, transcript: Transcript?) {
        for code in Self.soundOrder + Self.anyOrder {
            for found in findings where found.finding.code == code {
                let at = Circumstances(finding: found.finding, fileName: fileName, media: media, rubric: rubric)
                if let repair = at.remedy.repair, take(repair, media) { mended.insert(found.id) }
            }
        }
        if let media, Self.mayCut(media) { cut(findings, media, transcript) }
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
    private mutating func take(_ repair: Repair, _ media: MediaInfo?) -> Bool {
        switch repair {
        case .sound(let filter, _): if !sound.contains(filter) { sound.append(filter) }
        case .picture,
            .evenRate where media?.video?.isHighDynamicRange == true:
            return false
        case .picture(let filter, _): picture.append(filter)
        case .evenRate: evensRate = true
        case .indexInFront: movesIndex = true
        case .cut, .shiftSound: return false
        }
        return true
    }

    /// Cuts what neither a word nor a picture would be missed of. What is silent is cut where nothing moves either: over a picture that moves, as in a
    /// demonstration without sound, a person has to look.
    private mutating func cut(_ findings: [IdentifiedFinding], _ media: MediaInfo, _ transcript: Transcript?) {
        let still = findings.filter { [.speechPauseLong, .videoBlack].contains($0.finding.code) }.flatMap(\.finding.ranges).merged()
        let spoken = transcript.map { $0.words.map(\.range) }
        var removed: [TimeRange] = []
        for found in findings where found.finding.facts["channel"] == nil {
            let ranges = found.finding.ranges.merged()
            let free: [TimeRange] =
                switch found.finding.code {
                case .speechPauseLong: ranges.map(\.withBreath)
                case .audioSilence: media.video == nil ? ranges.map(\.withBreath) : ranges.compactMap { Self.part(of: $0, in: still)?.withBreath }
                // Over a picture that is gone the talk may well go on; without a transcript nobody knows.
                case .videoBlack, .videoFlashing: spoken.map(ranges.wordless) ?? []
                default: []
                }
            removed += free
            if !ranges.isEmpty, free.count == ranges.count { mended.insert(found.id) }
        }
        cuts = Cuts(removed, frameRate: media.video.map { FFmpegCommand.frameRate(of: $0).value })
    }

    /// Whether a recording still fits together once something is cut out of it: further sound and captions of its own would keep their times, and the
    /// colours of a high dynamic range do not outlast the encoder that everybody's players read.
    private static func mayCut(_ media: MediaInfo) -> Bool {
        media.subtitleStreams == 0 && (media.soundStreams ?? 1) <= 1 && media.video?.isHighDynamicRange != true
    }

    /// The part of a range that lies in one of others; nil where more than a second lies outside.
    private static func part(of range: TimeRange, in others: [TimeRange]) -> TimeRange? {
        others.lazy.map { TimeRange(start: max(range.start, $0.start), end: min(range.end, $0.end)) }.first { $0.duration > range.duration - 1 }
    }

    /// What comes from something that is mended goes with it.
    private mutating func mendEffects(_ findings: [IdentifiedFinding]) {
        for cause in findings where mended.contains(cause.id) {
            mended.formUnion(findings.filter { $0.id != cause.id && Cause.explains(cause.finding, $0.finding) }.map(\.id))
        }
    }
}
