extension Report {
    /// The report with what instructors said to its findings. A step whose cause is dismissed, or said to be fixed, is no longer anything to do.
    package func answered(_ responses: [String: FindingResponse]) -> Report {
        var report = self
        for index in report.findings.indices { report.findings[index].response = responses[report.findings[index].id] }
        let items = report.plan.items
        let settled = items.filter { report.isSettled($0) }.map { item in
            var item = item
            (item.action, item.minutes, item.isScripted) = (.ignore, 0, false)
            return item
        }
        let open = items.filter { !report.isSettled($0) }
        report.plan.items = open.filter { $0.action != .ignore } + open.filter { $0.action == .ignore } + settled
        return report
    }

    /// Whether nothing is left to do in a step: what comes from a cause goes with it.
    package func isSettled(_ step: Plan.Item) -> Bool {
        findings.contains { $0.id == step.findings.first && $0.isSettled }
    }

    /// The findings that something is still to be done about: nobody has settled them, nor the cause that they come from.
    package var openFindings: [Item] {
        let settled = Set(plan.items.filter { isSettled($0) }.flatMap(\.findings))
        return findings.filter { !$0.isSettled && !settled.contains($0.id) }
    }

    /// The plan's steps that there is something to do in.
    package var stepsToDo: [Plan.Item] { plan.items.filter { $0.action != .ignore } }
}

extension Report.Item {
    /// Whether somebody says that it is fixed, or fine as it is.
    package var isSettled: Bool { response?.state == .dismissed || response?.state == .fixed }
}
