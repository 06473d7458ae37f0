extension Report {
    /// The report with what instructors said to its findings. What is all dismissed, or said to be fixed, is no longer anything to do.
    package func answered(_ responses: [String: FindingResponse]) -> Report {
        var report = self
        for index in report.findings.indices { report.findings[index].response = responses[report.findings[index].id] }
        let items = plan.items.map { item in
            let settled = item.findings.allSatisfy { [.dismissed, .fixed].contains(responses[$0]?.state) }
            guard settled else { return item }
            var item = item
            (item.action, item.minutes) = (.ignore, 0)
            return item
        }
        report.plan.items = items.filter { $0.action != .ignore } + items.filter { $0.action == .ignore }
        return report
    }
}
