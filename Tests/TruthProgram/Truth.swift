import ArgumentParser
import Foundation
import ReviewModel
import Synchronization
import TestSupport
import TruthSuite

/// Proves the checks: injects every fault into real clips, reviews them with the real program, and says how right it is.
@main
struct Truth: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lectern-truth",
        abstract: "Prove the checks on faults injected at known times. Ends with status 1 when a target is missed.")

    @Option(help: "Only cases about codes that begin so, separated by commas, for example video.black,audio.")
    var codes: String?

    @Option(help: "Only cases whose name holds this.")
    var only: String?

    @Option(help: "The seed that times are drawn from.")
    var seed: UInt64 = Suite.standardSeed

    @Flag(help: "Only the small form, which the tests run.")
    var small = false

    @Option(help: "The program to prove.")
    var lectern = Products.program("lectern")

    @Option(help: "Where rendered clips are kept for the next run.")
    var cache = Products.root.appending(path: ".deps/truth").path

    @Option(help: "Write the table here as Markdown as well.")
    var markdown: String?

    @Option(help: "How many cases to make and review at a time.")
    var parallel = 2

    @Flag(help: "List the cases and end.")
    var list = false

    @Flag(help: "Render the cases and end.")
    var render = false

    @Flag(help: "Keep each report beside its clip.")
    var keep = false

    func run() throws {
        let cases = chosen
        if list {
            for item in cases { print(item.kind.rawValue, item.name, item.expected.map(\.code.rawValue).joined(separator: " ")) }
            return
        }
        let bench = Bench(renderer: try Renderer(cache: URL(filePath: cache)), reviewer: Reviewer(program: lectern, keepsReports: keep))
        if render {
            try renderAll(cases, bench.renderer)
            return
        }
        let progress = Progress(total: cases.count)
        let outcomes = Parallel.map(cases, width: parallel) { item in
            let outcome = bench.run(item)
            progress.report(outcome)
            return outcome
        }
        let tally = Tally(outcomes)
        print(Table(tally, as: .text).description)
        try markdown.map { try Table(tally, as: .markdown).description.write(toFile: $0, atomically: true, encoding: .utf8) }
        let (rendering, reviewing) = outcomes.reduce((0.0, 0.0)) { ($0.0 + $1.rendering, $0.1 + $1.reviewing) }
        progress.say("\(cases.count) cases: \(Int(rendering)) s of rendering, \(Int(reviewing)) s of reviewing, \(parallel) at a time")
        if !tally.meetsTargets { throw ExitCode(1) }
    }

    private var chosen: [Case] {
        let prefixes = codes.map { $0.split(separator: ",").map(String.init) }
        return Suite(seed: seed).cases.filter { item in
            (!small || item.isSmall) && (only.map { item.name.contains($0) } ?? true)
                && (prefixes.map { prefixes in item.code.map { code in prefixes.contains { code.rawValue.hasPrefix($0) } } ?? false } ?? true)
        }
    }

    private func renderAll(_ cases: [Case], _ renderer: Renderer) throws {
        let failures = Parallel.map(cases, width: parallel) { item -> String? in
            do {
                print("\(item.name) \(try renderer.file(for: item.recipe).path)")
                return nil
            } catch {
                print("\(item.name) FAILED \(error)")
                return item.name
            }
        }.compactMap(\.self)
        if !failures.isEmpty { throw ExitCode(1) }
    }
}

/// A line on standard error for each case that is done.
private final class Progress: Sendable {
    private let total: Int
    private let done = Mutex(0)

    init(total: Int) {
        self.total = total
    }

    func report(_ outcome: Outcome) {
        let count = done.withLock { done in
            done += 1
            return done
        }
        let score = outcome.report.map {
            Score(findings: $0.findings, expected: outcome.item.expected, allowed: outcome.item.allowed, cut: outcome.cut)
        }
        let verdict = score.map { score in
            score.isPerfect || !outcome.item.figures.isEmpty ? "ok" : score.faults.map { "\($0.code.rawValue) \($0.text)" }.joined(separator: "; ")
        }
        say("[\(count)/\(total)] \(outcome.item.name): \(verdict ?? outcome.failure ?? "no report")")
    }

    func say(_ words: String) {
        FileHandle.standardError.write(Data((words + "\n").utf8))
    }
}
