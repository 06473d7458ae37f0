import ArgumentParser
import Feedback
import Foundation
import ReviewModel
import Storage

/// Reviews one file through the same stages and queues as the service, in a data folder of its own.
struct ReviewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review", abstract: "Review one recording and print the report.",
        discussion: """
            Exit status: 0 reviewed, 3 reviewed and --fail-on met, 64 usage, 65 unreadable recording, 69 something needed is missing, 74 reading \
            or writing failed.
            """)

    @Argument(help: "The recording.")
    var file: String

    @Option(help: "The rubric to judge by: a name that 'lectern rubric list' shows, or a YAML file.")
    var rubric = Rubric.lecture.name

    @Option(help: "text, json, html or markdown. Stills stand in JSON and HTML alone.")
    var format: ReportFormat = .text

    @Option(help: "Write the report here instead of to standard output, which - stands for.")
    var output: String?

    @Option(help: "Write the report here as an HTML page as well.")
    var page: String?

    @Option(
        help: ArgumentHelp(
            "Write the report here as a file for another program as well: findings for a spreadsheet (findings.csv), chapters for a player "
                + "(chapters.vtt) or for YouTube (chapters.txt), markers for an editor (markers.edl, markers.otio), a page (report.html). "
                + "Without a path, in this folder; - is standard output. Can be given several times.",
            valueName: "name[=path]"))
    var export: [ExportTarget] = []

    @Option(help: "full, or quick: only key frames and what they give a reason to look at.")
    var depth: Depth = .full

    @Flag(help: "Do not recognise the speech.")
    var noTranscript = false

    @Option(help: "End with status 3 if there is a finding of this severity or above: must-fix, should-fix or advice.")
    var failOn: Severity?

    @Option(help: "The language of the report: en or de.")
    var reportLanguage: ReportLanguage = .english

    @Option(help: "A YAML file with settings.")
    var config: String?

    @Option(help: "An earlier recording of the same lecture: it is reviewed first, and the report says what has changed.")
    var previous: String?

    /// Where the results go. The report goes to standard output unless it has a path.
    private var places: [String] {
        [output ?? ReportWriter.standardOutput] + [page].compactMap(\.self) + export.map(\.path)
    }

    func validate() throws {
        guard places.count(where: { $0 == ReportWriter.standardOutput }) < 2 else {
            throw ValidationError(
                "Only one result can go to standard output (-): the report, which goes there without --output, the page, or an export.")
        }
    }

    func run() async throws {
        let settings = try await Settings.load(file: config)
        let rubric = try RubricCommand.rubric(rubric, in: settings.rubrics)
        let recordings = [file] + (previous.map { [$0] } ?? [])
        try LocalReview.check(recordings, settings, transcribe: !noTranscript)
        for place in places where place != ReportWriter.standardOutput { try LocalReview.checkWritable(place, sparing: recordings) }
        try await LocalReview.with(settings, rubric: rubric, depth: depth, transcribe: !noTranscript) { local in
            var earlier: Review?
            if let previous {
                let review = try await local.review(previous)
                try local.checkReviewed(review, previous)
                earlier = review
            }
            let review = try await local.review(file, replacing: earlier)
            try await ReportWriter(assembly: local.assembly, review: review).write(
                format, output: output, page: page, exports: export, in: reportLanguage)
            try local.checkReviewed(review, file)
            let worst = try await local.assembly.results.findings(of: review.id).map(\.severity).max()
            if let failOn, let worst, worst >= failOn { throw ExitStatus.failed }
        }
    }
}

extension ReportFormat: ExpressibleByArgument {}
extension ReportLanguage: ExpressibleByArgument {}
extension Severity: ExpressibleByArgument {}
extension Depth: ExpressibleByArgument {}
