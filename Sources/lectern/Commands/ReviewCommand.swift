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

    @Option(help: "The rubric to judge by: a name that 'lectern rubric list' shows, or a YAML file.")
    var rubric = Rubric.lecture.name

    @Option(help: "text, json, html or markdown.")
    var format: ReportFormat = .text

    @Option(help: "Write the report here instead of to standard output.")
    var output: String?

    @Option(help: "Write the report here as an HTML page as well.")
    var page: String?

    @Option(
        help: ArgumentHelp(
            "Write the report here as a file for another program as well: findings for a spreadsheet (findings.csv), chapters for a player "
                + "(chapters.vtt) or for YouTube (chapters.txt), markers for an editor (markers.edl, markers.otio), a page (report.html). "
                + "Without a path, in this folder. Can be given several times.",
            valueName: "name[=path]"))
    var export: [ExportTarget] = []

    @Option(help: "full, or quick: only key frames and what they give a reason to look at.")
    var depth: Depth = .full

    @Flag(help: "Do not recognise the speech.")
    var noTranscript = false

    @Option(help: "End with status 3 if there is a finding of this severity or above: must-fix, should-fix or advice.")
    var failOn: Severity?

    @Option(help: "A YAML file with settings.")
    var config: String?

    func run() async throws {
        var settings = try await Settings.load(file: config)
        let rubric = try RubricCommand.rubric(rubric, in: settings.rubrics)
        try check(settings)
        let folder = FileManager.default.temporaryDirectory.appending(path: "lectern-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        settings.data = folder.path
        settings.database = nil
        // Progress travels with the heartbeats, and a person is watching. Nobody else shares the queues, so a lease need never run out:
        // a stopped terminal job goes on where it was.
        settings.heartbeat = 1
        settings.lease = 30 * 86400
        let assembly = try await Diagnostics.opening { [settings] in
            try Assembly(settings: settings, logger: Diagnostics.logger(settings.logLevel == .info ? .error : settings.logLevel))
        }
        do {
            let review = try await finished(assembly, rubric)
            try await ReportWriter(assembly: assembly, review: review).write(format, output: output, page: page, exports: export)
            let severities = try await assembly.results.findings(of: review.id).map(\.severity)
            try assembly.database.close()
            try leave(review, severities: severities)
        } catch {
            throw Diagnostics.ending(error)
        }
    }

    /// What is missing is said before any work is done.
    private func check(_ settings: Settings) throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.isReadableFile(atPath: file), FileManager.default.fileExists(atPath: file, isDirectory: &isFolder),
            !isFolder.boolValue
        else {
            Diagnostics.say("lectern: \(file) cannot be read. Is it a file, is its name right, and may you read it?")
            throw ExitStatus.inputOutput
        }
        for place in [output, page].compactMap(\.self) + export.map(\.path) { try checkWritable(place) }
        guard FileManager.default.isExecutableFile(atPath: settings.mediaExecutable) else {
            Diagnostics.say("lectern: \(settings.mediaExecutable) is missing. Run 'make review' in a checkout, or set media.executable.")
            throw ExitStatus.unavailable
        }
        let models = [("transcription.model", settings.model), ("transcription.voice-activity-model", settings.voiceActivityModel)]
        for (key, path) in models where !noTranscript && !FileManager.default.fileExists(atPath: path) {
            Diagnostics.say("lectern: the speech model \(path) is missing. Run 'make setup', set \(key), or use --no-transcript.")
            throw ExitStatus.unavailable
        }
    }

    /// A report that cannot be put where it is wanted is better known before the work than after it.
    private func checkWritable(_ path: String) throws {
        let folder = URL(filePath: path).deletingLastPathComponent()
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let target = FileManager.default.fileExists(atPath: path) ? path : folder.path
        guard FileManager.default.isWritableFile(atPath: target) else {
            Diagnostics.say("lectern: \(path) cannot be written. Choose another place for the report.")
            throw ExitStatus.inputOutput
        }
    }

    /// Runs the stages beside a progress display until the review has ended.
    private func finished(_ assembly: Assembly, _ rubric: Rubric) async throws -> Review {
        let threads = noTranscript ? min(2, ProcessInfo.processInfo.activeProcessorCount) : 1
        let group = assembly.group([assembly.feed] + assembly.workers(threads: threads), signals: [])
        let stop = InterruptSignals()
        return try await withThrowingTaskGroup(of: Review?.self) { tasks in
            tasks.addTask {
                try await group.run()
                return nil
            }
            tasks.addTask {
                try await stop.wait()
                return nil
            }
            tasks.addTask {
                try await RoomWatch(folder: assembly.settings.data).wait()
                return nil
            }
            tasks.addTask {
                let id = try await submit(assembly, rubric)
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

    private func submit(_ assembly: Assembly, _ rubric: Rubric) async throws -> String {
        let name = URL(filePath: file).lastPathComponent
        let now = assembly.queue.clock.now
        let review = Review(
            id: Identifier.make(at: now), title: "", rubric: rubric, depth: depth, createdAt: now, transcribe: !noTranscript)
        _ = try await assembly.reviews.create(review)
        let blob = try await assembly.blobs.link(file)
        let arrival = Arrival(way: .command, fileName: name)
        _ = try await assembly.queue.accept(Review.Source(arrival, bytes: blob.bytes, sha256: blob.sha256, at: now), for: review.id)
        return review.id
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
extension Depth: ExpressibleByArgument {}
