import ReviewModel

/// All that the words and the remedy for a finding may depend on.
struct Circumstances: Sendable {
    let finding: Finding
    let fileName: String?
    let media: MediaInfo?
    let rubric: Rubric

    var command: FFmpegCommand { FFmpegCommand(fileName: fileName, media: media) }

    var measured: Double? { finding.measured?.value }

    var threshold: Double? { finding.threshold?.value }

    /// In order of time, without overlaps.
    var ranges: [TimeRange] { finding.ranges.merged() }

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
