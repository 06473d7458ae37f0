package import ReviewModel

/// What a review said of one case.
package struct Outcome: Sendable {
    package var item: Case
    /// Nil where the case could not be made or reviewed.
    package var report: Report?
    package var cut: Double?
    /// Why there is no report.
    package var failure: String?
    /// Seconds that making the file and reviewing it took.
    package var rendering: Double = 0
    package var reviewing: Double = 0

    package init(item: Case, report: Report? = nil, cut: Double? = nil, failure: String? = nil) {
        self.item = item
        self.report = report
        self.cut = cut
        self.failure = failure
    }
}

/// Makes and reviews cases.
package struct Bench: Sendable {
    package var renderer: Renderer
    package var reviewer: Reviewer

    package init(renderer: Renderer, reviewer: Reviewer) {
        self.renderer = renderer
        self.reviewer = reviewer
    }

    package func run(_ item: Case) -> Outcome {
        let clock = ContinuousClock()
        let begin = clock.now
        var outcome = Outcome(item: item)
        do {
            let file = try renderer.file(for: item.recipe)
            outcome.cut = file.cut
            outcome.rendering = (clock.now - begin).seconds
            let made = clock.now
            outcome.report = try reviewer.report(of: file.path)
            outcome.reviewing = (clock.now - made).seconds
        } catch {
            outcome.failure = "\(error)"
        }
        return outcome
    }
}

extension Duration {
    fileprivate var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
