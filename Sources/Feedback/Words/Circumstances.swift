import ReviewModel

/// All that the words and the remedy for a finding may depend on.
struct Circumstances: Sendable {
    let finding: Finding
    let fileName: String?
    let media: MediaInfo?
    let rubric: Rubric
    /// Where words are said; nil where nothing was recognised.
    var speech: [TimeRange]?

    var command: FFmpegCommand { FFmpegCommand(fileName: fileName, media: media) }

    /// Whether there is a picture to speak of; so it is thought where nothing is known.
    var hasPicture: Bool { media.map { $0.video != nil } ?? true }

    var measured: Double? { finding.measured?.value }

    var threshold: Double? { finding.threshold?.value }

    /// In order of time, without overlaps.
    var ranges: [TimeRange] { finding.ranges.merged() }

    /// The ranges over which nothing is said, as far as is known: what lies within them can go without taking words along.
    var wordlessRanges: [TimeRange] { speech.map(ranges.wordless) ?? ranges }

    /// Seconds of the recording that the finding covers; nil when it concerns the whole.
    var total: Double? { finding.ranges.isEmpty ? nil : ranges.totalDuration }

    /// A fact the rule left. A rule of another version may not have set it.
    func fact(_ name: String) -> Double? {
        finding.facts[name].flatMap { $0.isFinite ? $0 : nil }
    }

    /// The share of the picture that is concerned; nil for all of it, or as good as all.
    var part: Double? { fact("area").flatMap { $0 < 0.95 ? $0 : nil } }

    /// Whole minutes of the recording, at least one; what listening through it or recording it anew takes.
    var recordingMinutes: Int {
        max(1, Int(((media?.duration ?? 600) / 60).rounded(.up)))
    }
}

extension [TimeRange] {
    /// Those over which, and close to which, no word is said.
    func wordless(_ words: [TimeRange]) -> [TimeRange] {
        filter { range in
            let near = TimeRange(start: range.start - 0.3, end: range.end + 0.3)
            return !words.contains { $0.overlaps(near) }
        }
    }
}
