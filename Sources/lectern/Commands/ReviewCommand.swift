import ArgumentParser
import Feedback
import Foundation
import JobQueue
import Logging
import ReviewModel
import Server
import ServiceLifecycle
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

    @Option(help: "The rubric to judge by.")
    var rubric = Rubric.lecture.name

    @Option(help: "text, json, html or markdown.")
    var format: ReportFormat = .text

    @Option(help: "Write the report here instead of to standard output.")
    var output: String?

    @Option(help: "Write the report here as an HTML page as well.")
    var page: String?

    @Flag(help: "Do not recognise the speech.")
    var noTranscript = false

    @Option(help: "End with status 3 if there is a finding of this severity or above: must-fix, should-fix or advice.")
    var failOn: Severity?

    @Option(help: "A YAML file with settings.")
    var config: String?

    func validate() throws {
        let known = Rubric.builtIn.map(\.name)
        guard known.contains(rubric) else { throw ValidationError("There is no rubric \(rubric). Use one of: \(known.joined(separator: ", ")).") }
    }

    func run() async throws {
        var settings = try await Settings.load(file: config)
        try check(settings)
        let folder = FileManager.default.temporaryDirectory.appending(path: "lectern-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        settings.data = folder.path
        // Progress travels with the heartbeats, and a person is watching.
        settings.lease = 4
        let assembly = try Diagnostics.opening { [settings] in
            try Assembly(settings: settings, logger: Diagnostics.logger(settings.logLevel == .info ? .error : settings.logLevel))
        }
        let review = try await finished(assembly)
        try await ReportWriter(assembly: assembly, review: review).write(format, output: output, page: page)
        let severities = try await assembly.results.findings(of: review.id).map(\.severity)
        try assembly.database.close()
        try leave(review, severities: severities)
    }

    /// What is missing is said before any work is done.
    private func check(_ settings: Settings) throws {
        guard FileManager.default.isReadableFile(atPath: file) else {
            Diagnostics.say("lectern: \(file) cannot be read. Is the name right, and may you read it?")
            throw ExitStatus.inputOutput
        }
        guard FileManager.default.isExecutableFile(atPath: settings.mediaExecutable) else {
            Diagnostics.say("lectern: \(settings.mediaExecutable) is missing. Run 'make review' in a checkout, or set media.executable.")
            throw ExitStatus.unavailable
        }
        if !noTranscript, !FileManager.default.fileExists(atPath: settings.model) {
            Diagnostics.say(
                "lectern: the speech model \(settings.model) is missing. Run 'make setup', set transcription.model, or use --no-transcript.")
            throw ExitStatus.unavailable
        }
    }

    /// Runs the stages beside a progress display until the review has ended.
    private func finished(_ assembly: Assembly) async throws -> Review {
        let threads = noTranscript ? min(2, ProcessInfo.processInfo.activeProcessorCount) : 1
        let group = assembly.group(assembly.services(threads: threads), signals: [])
        let stop = InterruptSignals()
        return try await withThrowingTaskGroup(of: Review?.self) { tasks in
            tasks.addTask {
                try await group.run()
                return nil
            }
            tasks.addTask { try await stop.wait() }
            tasks.addTask {
                let id = try await submit(assembly)
                return try await ProgressDisplay(board: assembly.board, id: id).untilEnded()
            }
            defer { tasks.cancelAll() }
            for try await ended in tasks {
                guard let ended else { continue }
                await group.triggerGracefulShutdown()
                return ended
            }
            throw ExitStatus.unavailable
        }
    }

    private func submit(_ assembly: Assembly) async throws -> String {
        let name = URL(filePath: file).lastPathComponent
        let entry = try await assembly.reviews.create(title: "", course: nil, rubric: rubric, transcribe: !noTranscript)
        let blob = try await assembly.blobs.link(file)
        _ = try await assembly.queue.accept(Review.Source(fileName: name, bytes: blob.bytes, sha256: blob.sha256), for: entry.review.id)
        return entry.review.id
    }

    private func leave(_ review: Review, severities: [Severity]) throws {
        switch review.state {
        case .refused:
            Diagnostics.say("lectern: \(file) cannot be reviewed. \(review.problem ?? "")")
            throw ExitStatus.unreadable
        case .failed:
            let reason = review.stages.compactMap(\.reason).first ?? review.problem ?? ""
            Diagnostics.say("lectern: the review failed. \(reason)")
            throw ExitStatus.unavailable
        case .completed, .cancelled, .awaitingMedia, .inProgress:
            if let failOn, let worst = severities.max(), worst >= failOn { throw ExitStatus.failed }
        }
    }
}

extension ReportFormat: ExpressibleByArgument {}
extension Severity: ExpressibleByArgument {}
