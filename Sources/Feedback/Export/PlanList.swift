import ReviewModel

/// What to do, whom the talk reaches and what has changed, as the page shows them.
struct PlanList: Sendable {
    let hasSteps: Bool
    let steps: [Step]
    let audience: [Audience]
    let hasAudience: Bool
    let changes: Changes?

    struct Step: Sendable {
        var action: String
        var cause: String
        var leadsTo: String
        var isScripted: Bool
    }

    struct Audience: Sendable {
        var who: String
        var heard: String
    }

    struct Changes: Sendable {
        var sentence: String
        var hasFixed: Bool
        var fixed: [String]
        var hasNews: Bool
        var news: [News]
    }

    /// A finding that was not there before, or is there again.
    struct News: Sendable {
        var standing: String
        var newsTitle: String
        var newsAddress: String
    }

    init(_ report: Report, _ wording: any Wording) {
        let items = Dictionary(uniqueKeysWithValues: report.findings.map { ($0.id, $0) })
        let all = report.stepsToDo.compactMap { step -> Step? in
            guard let cause = step.findings.first.flatMap({ items[$0] }) else { return nil }
            return Step(action: wording.action(step), cause: cause.title, leadsTo: "#" + cause.anchor, isScripted: step.isScripted)
        }
        // A plan of one step says no more than its finding.
        steps = all.count > 1 ? all : []
        hasSteps = !steps.isEmpty
        let isLost = report.listeners.contains { !$0.lost.isEmpty }
        audience = (isLost ? report.listeners : []).map { listener in
            let (who, heard) = wording.listener(listener)
            return Audience(who: who, heard: heard)
        }
        hasAudience = isLost
        changes = report.comparison.map { changes in
            let news = report.news.map { item in
                News(standing: wording.labels.standing(item), newsTitle: item.title, newsAddress: "#" + item.anchor)
            }
            return Changes(
                sentence: wording.changes(changes), hasFixed: !changes.fixed.isEmpty, fixed: changes.fixed.map(\.title), hasNews: !news.isEmpty,
                news: news)
        }
    }
}
