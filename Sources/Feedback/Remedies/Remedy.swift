import ReviewModel

/// What mends a finding, apart from any language.
struct Remedy: Sendable, Hashable {
    var effort: Report.Fix.Effort
    /// A rough guess of an instructor's time.
    var minutes: Int
    /// What ffmpeg can do about it; nil where nothing can be computed.
    var repair: Repair?

    init(_ effort: Report.Fix.Effort, minutes: Int, repair: Repair? = nil) {
        self.effort = effort
        self.minutes = minutes
        self.repair = repair
    }
}

/// What ffmpeg does to a recording to mend one finding.
enum Repair: Sendable, Hashable {
    /// The sound through a filter chain; times in it are those of the recording as it is.
    case sound(String, named: String)
    /// The picture through a filter chain.
    case picture(String, named: String)
    /// The recording without these ranges.
    case cut([TimeRange])
    /// The sound later by so many seconds, earlier if negative.
    case shiftSound(Double)
    /// The picture at a constant rate.
    case evenRate
    /// The same streams in a file whose index stands in front.
    case indexInFront

    /// The command that does this alone; nil where the recording has no such stream, or it takes more than a command can be read with.
    func command(_ command: FFmpegCommand) -> String? {
        switch self {
        case .sound(let filter, let mark): command.sound(filter, named: mark)
        case .picture(let filter, let mark): command.picture(filter, named: mark)
        case .cut(let ranges): ranges.isEmpty ? nil : command.cut(ranges)
        case .shiftSound(let seconds): command.shiftSound(by: seconds)
        case .evenRate: command.evenRate()
        case .indexInFront: command.indexInFront()
        }
    }
}
