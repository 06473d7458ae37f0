/// What the instructor reads; the same document from the command and from HTTP. JSON keys are the property names.
package struct Report: Sendable, Codable, Hashable {
    package var review: About
    package var media: Media?
    package var coverage: [Coverage]
    package var verdict: Verdict
    /// What to do first, and how long it takes, in a paragraph.
    package var summary: String
    /// What to do, in the order in which it pays.
    package var plan: Plan
    /// In order of harm.
    package var findings: [Item]
    package var measurements: Figures
    /// What reaches those who listen otherwise than its maker did.
    package var listeners: [Audience]
    package var transcript: TranscriptSummary?
    /// Beside the upload before, where there is one.
    package var comparison: Changes?

    /// Of the document's shape.
    package static let version = 2

    package init(
        review: About, media: Media?, coverage: [Coverage], verdict: Verdict, summary: String = "", plan: Plan = Plan(items: []), findings: [Item],
        measurements: Figures, listeners: [Audience] = [], transcript: TranscriptSummary?, comparison: Changes? = nil
    ) {
        self.review = review
        self.media = media
        self.coverage = coverage
        self.verdict = verdict
        self.summary = summary
        self.plan = plan
        self.findings = findings
        self.measurements = measurements
        self.listeners = listeners
        self.transcript = transcript
        self.comparison = comparison
    }

    package enum Verdict: String, Sendable, Codable, Hashable {
        case fixRequired = "fix-required"
        case fixAdvised = "fix-advised"
        case pass

        /// Must-fix findings require a fix, should-fix findings advise one; advice alone passes.
        package init(findings: [Item]) {
            switch findings.map(\.severity).max() {
            case .mustFix: self = .fixRequired
            case .shouldFix: self = .fixAdvised
            case .advice, nil: self = .pass
            }
        }
    }

    package struct About: Sendable, Codable, Hashable {
        package var id: String
        package var title: String
        package var course: String?
        package var rubric: String
        package var state: Review.State
        /// RFC 3339, UTC.
        package var createdAt: String
        package var completedAt: String?
        /// Of this document; it grows by one when its shape changes.
        package var version: Int
        /// Of the texts (BCP 47).
        package var language: String

        package init(
            id: String, title: String, course: String?, rubric: String, state: Review.State, createdAt: String, completedAt: String?,
            version: Int = Report.version, language: String = "en"
        ) {
            self.id = id
            self.title = title
            self.course = course
            self.rubric = rubric
            self.state = state
            self.createdAt = createdAt
            self.completedAt = completedAt
            self.version = version
            self.language = language
        }
    }

    package struct Media: Sendable, Codable, Hashable {
        package var fileName: String
        package var bytes: Int64
        package var sha256: String
        package var container: String?
        /// Seconds.
        package var duration: Double?
        package var video: MediaInfo.Video?
        package var audio: MediaInfo.Audio?

        package init(source: Review.Source, info: MediaInfo?) {
            fileName = source.fileName
            bytes = source.bytes
            sha256 = source.sha256
            container = info?.container
            duration = info?.duration
            video = info?.video
            audio = info?.audio
        }
    }

    /// A finding in words.
    package struct Item: Sendable, Codable, Hashable {
        package var id: String
        package var code: FindingCode
        package var severity: Severity
        package var title: String
        package var ranges: [TimeRange]
        package var measured: Quantity?
        package var threshold: Quantity?
        package var confidence: Double
        /// Why it matters to learners.
        package var why: String
        package var fix: Fix
        package var evidence: [Evidence]
        /// What the instructor says to it.
        package var response: FindingResponse?
        /// What it is beside the upload before, where there is one.
        package var since: Comparison.Since?

        package init(
            id: String, code: FindingCode, severity: Severity, title: String, ranges: [TimeRange], measured: Quantity?, threshold: Quantity?,
            confidence: Double, why: String, fix: Fix, evidence: [Evidence], response: FindingResponse? = nil
        ) {
            self.id = id
            self.code = code
            self.severity = severity
            self.title = title
            self.ranges = ranges
            self.measured = measured
            self.threshold = threshold
            self.confidence = confidence
            self.why = why
            self.fix = fix
            self.evidence = evidence
            self.response = response
        }
    }

    package struct Fix: Sendable, Codable, Hashable {
        package var effort: Effort
        /// A rough guess of an instructor's time.
        package var minutes: Int
        package var steps: [String]
        /// A shell command that does it, where one can be computed; `INPUT` and `OUTPUT` stand for the files unless the name is known.
        package var command: String?

        package init(effort: Effort, minutes: Int, steps: [String], command: String? = nil) {
            self.effort = effort
            self.minutes = minutes
            self.steps = steps
            self.command = command
        }

        package enum Effort: String, Sendable, Codable, Hashable {
            /// One setting of the export.
            case reExport = "re-export"
            /// Cut or process a range.
            case edit
            case reRecord = "re-record"
            case none
        }
    }

    /// What to do about the findings: the most harm for the least effort first.
    package struct Plan: Sendable, Codable, Hashable {
        package var items: [Item]

        package init(items: [Item]) {
            self.items = items
        }

        /// One thing to do. It mends a fault and all that come from it.
        package struct Item: Sendable, Codable, Hashable {
            package var action: Action
            /// Ids of findings; the first is the cause of the others.
            package var findings: [String]
            /// Where; empty for the whole recording.
            package var ranges: [TimeRange]
            package var minutes: Int
            /// Decibels by which the sound is to be changed, where that is all there is to do.
            package var gain: Double?
            /// What is to be cut out, where that is all there is to do.
            package var trims: [TimeRange]
            /// Whether the repair script does it.
            package var isScripted: Bool

            package init(
                action: Action, findings: [String], ranges: [TimeRange], minutes: Int, gain: Double? = nil, trims: [TimeRange] = [],
                isScripted: Bool
            ) {
                self.action = action
                self.findings = findings
                self.ranges = ranges
                self.minutes = minutes
                self.gain = gain
                self.trims = trims
                self.isScripted = isScripted
            }
        }

        package enum Action: String, Sendable, Codable, Hashable {
            case reExport = "re-export"
            case edit
            case reRecord = "re-record"
            case ignore
        }
    }

    package struct Evidence: Sendable, Codable, Hashable {
        package var kind: Kind
        /// Seconds.
        package var time: Double
        /// A path below the review's own address (`frames/12.480.jpg`), or a `data:` address in a report that stands alone.
        package var href: String

        package init(kind: Kind, time: Double, href: String) {
            self.kind = kind
            self.time = time
            self.href = href
        }

        package enum Kind: String, Sendable, Codable, Hashable {
            case frame
        }
    }

    /// The figures of the whole recording; a figure that was not measured is absent.
    package struct Figures: Sendable, Codable, Hashable {
        package var integratedLoudness: Quantity?
        package var loudnessRange: Quantity?
        package var truePeak: Quantity?
        /// Seconds of speech per second of the recording.
        package var speechRatio: Quantity?
        package var wordsPerMinute: Quantity?
        package var fillersPerHundredWords: Quantity?

        package init() {}
    }

    /// What has changed since the upload before.
    package struct Changes: Sendable, Codable, Hashable {
        /// The id of its review.
        package var previousReview: String
        /// RFC 3339, UTC.
        package var previousCreatedAt: String
        package var fixed: [Past]
        /// Ids of findings.
        package var remaining: [String]
        package var new: [String]
        package var regressed: [String]
        /// Where the pieces of the earlier recording are in the new one.
        package var pieces: [Comparison.Piece]

        package init(
            previousReview: String, previousCreatedAt: String, fixed: [Past], remaining: [String], new: [String], regressed: [String],
            pieces: [Comparison.Piece]
        ) {
            self.previousReview = previousReview
            self.previousCreatedAt = previousCreatedAt
            self.fixed = fixed
            self.remaining = remaining
            self.new = new
            self.regressed = regressed
            self.pieces = pieces
        }

        /// An earlier finding that is gone.
        package struct Past: Sendable, Codable, Hashable {
            /// In the earlier report.
            package var id: String
            package var code: FindingCode
            package var severity: Severity
            package var title: String
            /// In the earlier recording.
            package var ranges: [TimeRange]

            package init(id: String, code: FindingCode, severity: Severity, title: String, ranges: [TimeRange]) {
                self.id = id
                self.code = code
                self.severity = severity
                self.title = title
                self.ranges = ranges
            }
        }
    }

    /// A listener, and why the talk is lost on them.
    package struct Audience: Sendable, Codable, Hashable {
        package var kind: Listener.Kind
        /// The share of the talk's seconds that reach them, 0 to 1.
        package var heard: Double
        package var lost: [TimeRange]
        package var side: Listener.Side?
        /// Ids of the findings that are the reason.
        package var findings: [String]

        package init(_ listener: Listener, findings: [String]) {
            (kind, heard, lost, side) = (listener.kind, listener.heard, listener.lost, listener.side)
            self.findings = findings
        }
    }

    package struct TranscriptSummary: Sendable, Codable, Hashable {
        package var language: String
        package var engine: String
        package var words: Int
        package var confidence: Double?
        /// Addresses by format: `vtt`, `srt`, `txt`, `json`.
        package var href: [String: String]

        package init(transcript: Transcript, href: [String: String]) {
            language = transcript.language
            engine = transcript.engine
            words = transcript.words.count
            confidence = transcript.confidence
            self.href = href
        }
    }
}
