import ArgumentParser
import Feedback
import Foundation
import ReviewModel
import Storage
import Subprocess
import SystemPackage

/// Writes a script that mends a recording as far as a program can, and runs it if asked to.
struct FixCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fix", abstract: "Write a script that mends with ffmpeg what can be mended without recording again.",
        discussion: """
            The recording is reviewed, and the script put beside it: level, channels, hum, pauses, a fast start, captions. The recording itself stays \
            as it is, and files that are there already are replaced with --force alone. With --run the script runs, its new file is reviewed, and what \
            has changed is printed.

            Exit status: 0 done, 3 after --run, where something is left that the script should have mended or something new must be mended, 64 usage, \
            65 unreadable recording, 69 something needed is missing, 74 reading or writing failed.
            """)

    @Argument(help: "The recording.")
    var file: String

    @Option(help: "Where the script is put; beside the recording otherwise. - is standard output.")
    var script: String?

    @Option(help: "With --run: the new file; beside the recording otherwise.")
    var output: String?

    @Flag(name: .customLong("run"), help: "Run the script, and review what it made.")
    var runs = false

    @Flag(help: "Replace the script and the new file if they are there.")
    var force = false

    @Option(help: "The rubric to judge by: a name that 'lectern rubric list' shows, or a YAML file.")
    var rubric = Rubric.lecture.name

    @Flag(help: "Do not recognise the speech: no captions, and nothing is cut where there is a picture.")
    var noTranscript = false

    @Option(help: "A YAML file with settings.")
    var config: String?

    func validate() throws {
        if output != nil, !runs { throw ValidationError("--output names the file that --run writes; without --run nothing is written there.") }
        if runs, script == "-" { throw ValidationError("--run needs the script in a file; leave --script - out.") }
    }

    func run() async throws {
        let settings = try await Settings.load(file: config)
        let rubric = try RubricCommand.rubric(rubric, in: settings.rubrics)
        try LocalReview.check([file], settings, transcribe: !noTranscript)
        let place = script ?? beside(RepairScript.scriptName(for: file))
        if place != "-" { try check(place) }
        if let output { try check(output) }
        try await LocalReview.with(settings, rubric: rubric, transcribe: !noTranscript) { local in
            let review = try await local.review(file)
            try local.checkReviewed(review, file)
            guard let made = try await repairScript(for: review, local) else {
                Diagnostics.say("Nothing in \(file) can be mended by a script. 'lectern review' says what a person can do.")
                return
            }
            try put(made, at: place)
            guard runs else { return }
            let output = output ?? beside(made.outputName)
            try check(output)
            try await execute(place, output)
            try await report(on: output, after: review, made, local)
        }
    }

    /// Nothing that is there is lost: not the recording, nor what somebody made of it before.
    private func check(_ place: String) throws {
        try LocalReview.checkWritable(place, sparing: [file])
        guard !force, FileManager.default.fileExists(atPath: place) else { return }
        Diagnostics.say("lectern: \(place) is there already. --force replaces it; another name goes by --script or --output.")
        throw ExitStatus.inputOutput
    }

    private func repairScript(for review: Review, _ local: LocalReview) async throws -> RepairScript? {
        let results = local.assembly.results
        guard let report = try await results.report(of: review.id) else { return nil }
        let transcript = try await results.transcript(of: review.id)
        return RepairScript(
            report: report, review: review, findings: try await results.findings(of: review.id), transcript: transcript, captions: transcript)
    }

    private func beside(_ name: String) -> String {
        URL(filePath: file).deletingLastPathComponent().appending(path: name).path
    }

    /// - Parameter place: a path, or `-` for standard output.
    private func put(_ made: RepairScript, at place: String) throws {
        let text = Data(made.text().utf8)
        guard place != "-" else { return try FileHandle.standardOutput.write(contentsOf: text) }
        try text.write(to: URL(filePath: place), options: .atomic)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: place)
        let command = ["sh", place, file].map { ShellWord($0).text }.joined(separator: " ")
        Diagnostics.say("The script: \(place)" + (runs ? "" : "\nRun it with: \(command)"))
    }

    private func execute(_ place: String, _ output: String) async throws {
        let run = try await Subprocess.run(
            .name("sh"), arguments: Arguments([place] + (force ? ["-f"] : []) + [file, output]), input: .none, output: .discarded,
            error: .fileDescriptor(.standardError, closeAfterSpawningProcess: false))
        guard run.terminationStatus.isSuccess else {
            Diagnostics.say("lectern: the script ended with \(run.terminationStatus); what it said stands above.")
            if case .exited(69) = run.terminationStatus { throw ExitStatus.unavailable }
            throw ExitStatus.inputOutput
        }
    }

    /// Reviews the new file and says what has changed.
    private func report(on output: String, after review: Review, _ made: RepairScript, _ local: LocalReview) async throws {
        let again = try await local.review(output, replacing: review)
        try local.checkReviewed(again, output)
        try await ReportWriter(assembly: local.assembly, review: again).write(.text, output: nil, page: nil)
        guard let comparison = try await local.assembly.results.comparison(of: again.id) else {
            Diagnostics.say("lectern: \(output) could not be compared with the recording.")
            throw ExitStatus.failed
        }
        let left = made.mended.subtracting(comparison.fixed.map(\.id)).sorted()
        if !left.isEmpty {
            Diagnostics.say("lectern: these are still there, though the script should have mended them: \(left.joined(separator: ", "))")
        }
        let findings = try await local.assembly.results.report(of: again.id)?.findings ?? []
        let worse = findings.filter { $0.severity > .advice && [.new, .regressed].contains(comparison.standings[$0.id]?.since) }
        if !worse.isEmpty { Diagnostics.say("lectern: these are new in it: \(worse.map(\.id).joined(separator: ", "))") }
        guard left.isEmpty, worse.isEmpty else { throw ExitStatus.failed }
        Diagnostics.say("Mended: \(made.mended.sorted().joined(separator: ", "))")
    }
}
