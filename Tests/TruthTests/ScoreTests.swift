import ReviewModel
import Testing
import TruthSuite

@Suite("Scoring findings against the truth")
struct ScoreTests {
    private func finding(_ code: FindingCode, _ ranges: [(Double, Double)], confidence: Double = 0.95, severity: Severity = .mustFix) -> Report.Item {
        Report.Item(
            id: "\(code.rawValue)-1", code: code, severity: severity, title: "", ranges: ranges.map { TimeRange(start: $0.0, end: $0.1) },
            measured: nil,
            threshold: nil, confidence: confidence, why: "", fix: Report.Fix(effort: .none, minutes: 0, steps: []), evidence: [])
    }

    private let black = Expected(.videoBlack, from: 10, to: 13)

    @Test("A finding at the right place is found, true and timed")
    func right() {
        let score = Score(findings: [finding(.videoBlack, [(10.1, 12.96)])], expected: [black], allowed: [])
        #expect(score.isPerfect)
        #expect(score.found == [.videoBlack: 1])
        #expect(score.trueRanges == [.videoBlack: 1])
        #expect(score.errors[.videoBlack]?.map { ($0 * 100).rounded() } == [10, 4])
    }

    @Test("An edge off by more than the tolerance is late, on either side")
    func late() {
        for range in [(9.7, 13.0), (10.0, 13.3), (10.3, 13.0), (10.0, 12.7)] {
            let score = Score(findings: [finding(.videoBlack, [range])], expected: [black], allowed: [])
            #expect(score.faults.map(\.kind) == [.late])
            #expect(score.found == [.videoBlack: 1])
        }
        #expect(Score(findings: [finding(.videoBlack, [(9.75, 13.25)])], expected: [black], allowed: []).isPerfect)
    }

    @Test("Nothing found is missed; a finding elsewhere is false and does not find it")
    func elsewhere() {
        #expect(Score(findings: [], expected: [black], allowed: []).missed == [.videoBlack: 1])
        let score = Score(findings: [finding(.videoBlack, [(2, 4)])], expected: [black], allowed: [])
        #expect(score.missed == [.videoBlack: 1])
        #expect(score.falseRanges == [.videoBlack: 1])
        #expect(score.confidences.map(\.isTrue) == [false])
    }

    @Test("One more range than there are faults costs precision, not recall")
    func oneTooMany() {
        let score = Score(findings: [finding(.videoBlack, [(10, 13), (20, 22)])], expected: [black], allowed: [])
        #expect(score.found == [.videoBlack: 1])
        #expect(score.trueRanges == [.videoBlack: 1])
        #expect(score.falseRanges == [.videoBlack: 1])
    }

    @Test("A fault reported in two pieces is late: the better piece does not reach its ends")
    func pieces() {
        let score = Score(findings: [finding(.videoBlack, [(10, 11), (11.5, 13)])], expected: [black], allowed: [])
        #expect(score.faults.map(\.kind) == [.late])
        #expect(score.trueRanges == [.videoBlack: 2])
    }

    @Test("One range round several holes finds each, and is timed at the first and the last")
    func holes() {
        let holes = [TimeRange(start: 3, end: 3.06), TimeRange(start: 4, end: 4.06), TimeRange(start: 5, end: 5.06)]
        let expected = [Expected(.audioDropout, .ranges(holes))]
        let score = Score(findings: [finding(.audioDropout, [(3, 5.06)])], expected: expected, allowed: [])
        #expect(score.isPerfect)
        #expect(score.found == [.audioDropout: 3])
        #expect(Score(findings: [finding(.audioDropout, [(3, 4.06)])], expected: expected, allowed: []).missed == [.audioDropout: 1])
    }

    @Test("A truth without a place takes any range; a finding without one tells no time")
    func anywhere() {
        let hum = Score(findings: [finding(.audioHum, [(0, 4), (6, 9)])], expected: [Expected(.audioHum)], allowed: [])
        #expect(hum.isPerfect)
        #expect(hum.found == [.audioHum: 1])
        let untimed = Score(findings: [finding(.videoBlack, [])], expected: [black], allowed: [])
        #expect(untimed.faults.map(\.kind) == [.untimed])
        #expect(untimed.found == [.videoBlack: 1])
    }

    @Test("A side effect counts neither way, and only where it is allowed")
    func sideEffects() {
        let silence = finding(.audioSilence, [(70, 84)])
        let here = Score(findings: [silence], expected: [], allowed: [Allowed(.audioSilence, in: TimeRange(start: 69.9, end: 84.1))])
        #expect(here.isPerfect)
        #expect(here.trueRanges[.audioSilence, default: 0] == 0)
        #expect(here.confidences.isEmpty)
        let elsewhere = Score(findings: [silence], expected: [], allowed: [Allowed(.audioSilence, in: TimeRange(start: 10, end: 20))])
        #expect(elsewhere.falseRanges == [.audioSilence: 1])
    }

    @Test("Behind a cut the truth begins where the file was cut")
    func cut() {
        let truth = Expected(.containerTruncated, .behindCut(declared: 16))
        let score = Score(findings: [finding(.containerTruncated, [(9.5, 16)])], expected: [truth], allowed: [], cut: 9.6)
        #expect(score.isPerfect)
        #expect(!Score(findings: [finding(.containerTruncated, [(9.5, 16)])], expected: [truth], allowed: [], cut: 8).isPerfect)
    }

    @Test("A tally counts shares over all cases, and an alarm on what must never be flagged")
    func tally() {
        let recipe = Recipe("x", "mp4", [])
        let outcomes = [
            Outcome(
                item: Case("a", .fault, about: .videoBlack, recipe: recipe, expected: [black]), report: report([finding(.videoBlack, [(10, 13)])])),
            Outcome(item: Case("b", .fault, about: .videoBlack, recipe: recipe, expected: [black]), report: report([])),
            Outcome(item: Case("c", .never, recipe: recipe), report: report([finding(.videoBlack, [(1, 3)], confidence: 0.5)])),
            Outcome(item: Case("d", .never, recipe: recipe), report: report([finding(.videoNoisy, [], severity: .advice)])),
        ]
        let tally = Tally(outcomes)
        let row = tally.rows.first { $0.code == .videoBlack }
        #expect(row?.recall == 0.5)
        #expect(row?.precision == 0.5)
        #expect(row?.worstError == 0)
        #expect(tally.alarms.count == 1)
        #expect(tally.shareTrue(0.9..<1.01)?.share == 0.5)
        #expect(!tally.meetsTargets)
        #expect(Table(tally, as: .markdown).description.contains("| video.black | 2 | 0 | 0.50 | 0.50 | 0.0 | 0.0 | missed |"))
    }

    @Test("A case that cannot be reviewed is missed, and a figure outside its bounds is wrong")
    func failures() {
        let recipe = Recipe("x", "mp4", [])
        let tone = Case("t", .reference, recipe: recipe, figures: [Case.Figure(.integratedLoudness, -23, below: 0.1, above: 0.1)])
        var heard = report([])
        heard.measurements.integratedLoudness = Quantity(-23.1, .loudness)
        #expect(Tally([Outcome(item: tone, report: heard)]).meetsTargets)
        heard.measurements.integratedLoudness = Quantity(-23.2, .loudness)
        #expect(!Tally([Outcome(item: tone, report: heard)]).meetsTargets)
        let broken = Tally([Outcome(item: Case("a", .fault, about: .videoBlack, recipe: recipe, expected: [black]), failure: "ended with status 70")])
        #expect(broken.rows.first?.recall == 0)
        #expect(broken.failures.count == 1)
    }

    private func report(_ findings: [Report.Item]) -> Report {
        Report(
            review: Report.About(id: "1", title: "", course: nil, rubric: "lecture", state: .completed, createdAt: "", completedAt: nil), media: nil,
            coverage: [], verdict: .pass, findings: findings, measurements: Report.Figures(), transcript: nil)
    }
}
