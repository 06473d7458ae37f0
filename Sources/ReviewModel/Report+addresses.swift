extension Report {
    /// The report with other addresses for its stills and transcripts.
    package func placed(_ address: (String) -> String) -> Report {
        var report = self
        for finding in report.findings.indices {
            for index in report.findings[finding].evidence.indices {
                report.findings[finding].evidence[index].href = address(report.findings[finding].evidence[index].href)
            }
        }
        if let files = report.transcript?.href { report.transcript?.href = files.mapValues(address) }
        return report
    }
}
