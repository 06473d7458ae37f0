import Foundation
import ReviewModel
import TestSupport
import Testing
import TruthSuite

/// The small form of the suite: about one case a code and what tempts a detector most, through the real programs.
@Suite("Injected faults, through the real programs", .timeLimit(.minutes(40)))
struct SmallFormTests {
    private static let cases = Suite().cases.filter(\.isSmall)

    /// All are reviewed two at a time when the first is asked for.
    private static let outcomes = Task.detached {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: reviewed()) }
        }
    }

    private static func reviewed() -> [String: Outcome] {
        do {
            let cache = Products.root.appending(path: ".deps/truth")
            let bench = Bench(renderer: try Renderer(cache: cache), reviewer: Reviewer(program: Products.program("lectern")))
            let outcomes = Parallel.map(cases, width: 2) { bench.run($0) }
            return Dictionary(uniqueKeysWithValues: outcomes.map { ($0.item.name, $0) })
        } catch {
            return Dictionary(uniqueKeysWithValues: cases.map { ($0.name, Outcome(item: $0, failure: "\(error)")) })
        }
    }

    @Test("What was injected is found, in its place, and nothing else", arguments: cases.map(\.name))
    func finds(name: String) async throws {
        let outcome = try #require(await Self.outcomes.value[name])
        let report = try #require(outcome.report, "\(outcome.failure ?? "")")
        for figure in outcome.item.figures {
            #expect(report.measurements.value(of: figure.quantity).map(figure.accepts) == true)
        }
        guard outcome.item.figures.isEmpty else { return }
        let score = Score(findings: report.findings, expected: outcome.item.expected, allowed: outcome.item.allowed, cut: outcome.cut)
        #expect(score.faults.map { "\($0.code.rawValue) \($0.text)" } == [])
    }
}
