internal import ReviewModel

/// Where a page finds what belongs to a review, by the link's key where that is all that its reader has.
struct ReviewFiles: Sendable {
    private let path: String
    private let key: String?

    init(of review: String, key: String?) {
        path = ReviewStatus.path(review)
        self.key = key
    }

    /// The address of the review itself.
    var own: String { keyed(path) }

    /// - Parameter name: below the review's address.
    func address(_ name: String) -> String { keyed("\(path)/\(name)") }

    private func keyed(_ address: String) -> String { PageAddress.with(address, [("key", key)]) }

    /// The same report with addresses that hold on a page.
    func placed(_ report: Report) -> Report {
        var report = report
        for finding in report.findings.indices {
            for index in report.findings[finding].evidence.indices {
                report.findings[finding].evidence[index].href = address(report.findings[finding].evidence[index].href)
            }
        }
        if let files = report.transcript?.href { report.transcript?.href = files.mapValues(address) }
        return report
    }
}
