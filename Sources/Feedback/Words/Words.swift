import ReviewModel

/// What a report says of one finding.
struct Words: Sendable, Hashable {
    /// What is wrong, in a line.
    var title: String
    /// Why it matters to learners.
    var why: String
    var effort: Report.Fix.Effort
    /// A rough guess of an instructor's time.
    var minutes: Int
    var steps: [String]
    var command: String?

    init(_ title: String, why: String, effort: Report.Fix.Effort, minutes: Int, steps: [String], command: String? = nil) {
        self.title = title
        self.why = why
        self.effort = effort
        self.minutes = minutes
        self.steps = steps
        self.command = command
    }
}

/// A language that reports are written in. A translation is one more type that conforms; nothing else in the program holds texts for
/// instructors.
///
/// The reader is a teacher, not an engineer: no term without its meaning, no blame, no number without what it means.
protocol Wording: Sendable {
    /// BCP 47.
    var language: String { get }
    /// Headings and other fixed texts.
    var labels: Labels { get }

    func words(for circumstances: Circumstances) -> Words
    /// The verdict in a few words. `isComplete` is false when a part of the recording could not be looked at.
    func verdict(_ verdict: Report.Verdict, isComplete: Bool) -> String
    /// What to fix first and how long it takes: one to three sentences.
    func summary(of report: Report) -> String
    func severity(_ severity: Severity) -> String
    func tally(_ count: Int, _ severity: Severity) -> String
    func effort(_ fix: Report.Fix) -> String
    func stage(_ stage: Stage) -> String
    func state(_ state: Coverage.State) -> String
    func duration(minutes: Int) -> String
    func confidence(_ value: Double) -> String
    func figures(_ figures: Report.Figures) -> [FigureInWords]
    /// A measured value; what a bare count counts depends on the check.
    func quantity(_ quantity: Quantity, of code: FindingCode) -> String
    func picture(_ video: MediaInfo.Video?) -> String
    func sound(_ audio: MediaInfo.Audio?) -> String
}

extension Report {
    /// Whether every stage did all of its work.
    var isComplete: Bool {
        coverage.allSatisfy { $0.state == .measured }
    }
}
