import ReviewModel

/// The fixed texts of a report. A translation fills in all of them.
struct Labels: Sendable, Hashable {
    var product: String
    var skip: String
    var contents: String
    var timeline: String
    var timelineHint: String
    var plan: String
    var byScript: String
    var listeners: String
    var changes: String
    var fixed: String
    var new: String
    var regressed: String
    /// Leads to the report on the upload before.
    var earlier: String
    var findings: String
    var noFindings: String
    var figures: String
    var figure: String
    var value: String
    var meaning: String
    var coverage: String
    var coverageHint: String
    var part: String
    var state: String
    var note: String
    var recording: String
    var transcript: String
    var readTranscript: String
    var download: String
    var when: String
    var whole: String
    var measured: String
    var limit: String
    var confidence: String
    var why: String
    var fix: String
    var command: String
    var commandsHint: String
    var heard: String
    var stillAt: String
    var loudness: String
    var loudnessBand: String
    var shots: String
    var speech: String
    var rubric: String
    var review: String
    var course: String
    var file: String
    var size: String
    var duration: String
    var picture: String
    var sound: String
    var fingerprint: String
    /// Of the words.
    var recogniser: String
    var reviewed: String
    var none: String
    var more: String
    /// Stands in the verdict's place where there is none.
    var unreadable: String
    /// The title of a recording that has none.
    var untitled: String
    /// Why a part that is still at work was not checked.
    var unfinished: String
}

extension Labels {
    /// What a finding is that stands apart from the upload before.
    func standing(_ item: Report.Item) -> String { item.since == .regressed ? regressed : new }

    static let english = Labels(
        product: "Lectern review", skip: "Skip to the findings", contents: "On this page", timeline: "Timeline",
        timelineHint: "Each numbered mark leads to its finding.", plan: "What to do, in this order", byScript: "The repair script does it",
        listeners: "Who hears the talk", changes: "Since the last upload", fixed: "Fixed", new: "New",
        regressed: "There again, or worse", earlier: "The report on the upload before", findings: "Findings",
        noFindings: "Nothing to report: every check that ran was within its limits.", figures: "Figures", figure: "Figure", value: "Value",
        meaning: "What it means", coverage: "What was checked",
        coverageHint: "A part that was not checked may still hold faults.", part: "Part", state: "State", note: "Note",
        recording: "The recording", transcript: "Transcript", readTranscript: "Read the transcript", download: "Download", when: "When",
        whole: "Whole recording", measured: "Measured", limit: "limit", confidence: "Confidence", why: "Why it matters", fix: "How to fix it",
        command: "Or with ffmpeg, a free command-line tool",
        commandsHint: "Each command is for the recording as it is and writes a new file, so use only one of them. The repair script, where there "
            + "is one, does at once all that needs nobody's judgement. The rest is for an editor, for a cut moves all that follows.",
        heard: "Heard around it", stillAt: "Still at", loudness: "Loudness", loudnessBand: "the band is the target,", shots: "Slides and shots",
        speech: "Speech", rubric: "Rubric", review: "Review", course: "Course", file: "File", size: "Size",
        duration: "Duration", picture: "Picture", sound: "Sound", fingerprint: "SHA-256", recogniser: "Words recognised by", reviewed: "Reviewed",
        none: "none", more: "more", unreadable: "The file could not be opened",
        untitled: "Untitled recording", unfinished: "Not finished yet.")
}
