import ReviewModel
import Testing

@testable import Feedback

@Suite("What a report says once its findings are answered") struct AnsweredReports {
    private static let black = SmallReport.item(.videoBlack, .mustFix, "The picture is black", at: [TimeRange(start: 10, end: 13)])
    private static let dead = SmallReport.item(.audioChannelDead, .mustFix, "One side carries no sound")
    private static let imbalance = SmallReport.item(.audioChannelImbalance, .shouldFix, "One side is softer")
    private static let pace = SmallReport.item(.speechPaceFast, .advice, "The pace is high")

    private static func report(_ responses: [Report.Item: FindingResponse.State] = [:]) -> Report {
        var report = SmallReport.make([black, dead, imbalance, pace])
        func step(_ findings: [Report.Item], _ action: Report.Plan.Action = .edit, isScripted: Bool = true) -> Report.Plan.Item {
            Report.Plan.Item(
                action: action, findings: findings.map(\.id), ranges: [], minutes: action == .ignore ? 0 : 5, isScripted: isScripted)
        }
        report.plan.items = [step([dead, imbalance]), step([black], isScripted: false), step([pace], .ignore, isScripted: false)]
        let answers = responses.map { ($0.key.id, FindingResponse(state: $0.value, respondedAt: 5)) }
        return report.answered(Dictionary(uniqueKeysWithValues: answers))
    }

    private static func forms(_ report: Report) throws -> [String] {
        [
            TextReport(report: report).render(), MarkdownReport(report: report).render(), try HTMLReport(report: report, timeline: nil).fragment(),
        ]
    }

    @Test("Only what is open is counted, and begun with")
    func open() {
        #expect(
            English().summary(of: Self.report()) == "Two things block learners. Begin with “The picture is black” (0:10.0): about 5 minutes. "
                + "Everything that must or should be fixed takes about 10 minutes. The repair script does one of the two steps by itself.")
        #expect(German().summary(of: Self.report()).hasSuffix("Von den zwei Schritten erledigt das Reparaturskript einen."))
        let report = Self.report([Self.black: .fixed])
        #expect(report.openFindings.map(\.id) == [Self.dead, Self.imbalance, Self.pace].map(\.id))
        #expect(
            English().summary(of: report) == "One thing blocks learners. Begin with “One side carries no sound”: about 5 minutes. "
                + "Everything that must or should be fixed takes about 5 minutes. The repair script does it by itself.")
    }

    @Test("What comes from a cause goes with it")
    func effects() {
        let report = Self.report([Self.dead: .fixed])
        #expect(report.openFindings.map(\.id) == [Self.black, Self.pace].map(\.id))
        #expect(report.stepsToDo.map(\.findings) == [[Self.black.id]])
        #expect(report.plan.items.map(\.isScripted) == [false, false, false])
        // An effect is no cause: what it comes from is still to be mended.
        #expect(Self.report([Self.imbalance: .fixed]).stepsToDo.count == 2)
    }

    @Test("Steps that there is nothing to do in are not printed")
    func steps() throws {
        for form in try Self.forms(Self.report()) {
            #expect(!form.contains("Leave it as it is"))
            #expect(form.contains("What to do, in this order"))
        }
        #expect(try HTMLReport(report: Self.report(), timeline: nil).fragment().contains("<li><a href=\"#plan\">"))
        for form in try Self.forms(Self.report([Self.dead: .fixed])) { #expect(!form.contains("The repair script does it")) }
    }

    @Test("Once everything is answered, the new version is asked for")
    func answered() throws {
        let report = Self.report([Self.black: .dismissed, Self.dead: .fixed])
        let sentence = "You have answered everything that needs fixing; upload the new version to have it checked."
        #expect(English().summary(of: report) == sentence)
        #expect(
            German().summary(of: report)
                == "Sie haben alles beantwortet, was behoben werden muss oder sollte. Laden Sie die neue Fassung hoch, um sie prüfen zu lassen.")
        for form in try Self.forms(report) { #expect(form.replacing(/\s+/, with: " ").contains(sentence)) }
        let page = try HTMLReport(report: report, timeline: nil).fragment()
        #expect(!page.contains("href=\"#plan\""))
        #expect(page.contains("1 advice") && !page.contains("2 must fix") && !page.contains("should fix"))
    }

    @Test("Advice that is all answered is not called a fault, nor nothing")
    func advice() {
        var report = SmallReport.make([Self.pace])
        report = report.answered([Self.pace.id: FindingResponse(state: .dismissed, respondedAt: 5)])
        #expect(English().summary(of: report) == "Nothing has to be fixed, and you have answered all the advice.")
    }
}
