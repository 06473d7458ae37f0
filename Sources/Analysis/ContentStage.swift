package import JobQueue
package import ReviewModel
package import Storage

/// Judges what is said and how, from the transcript and the measurements together.
package struct ContentStage: StageRunner {
    private let results: ResultReader

    package init(results: ResultReader) {
        self.results = results
    }

    package var stage: Stage { .content }

    package func run(_ work: StageWork) async throws -> Outcome {
        guard let transcript = try await results.transcript(of: work.review.id) else {
            let reason = "Nothing can be said of the speech without a transcript."
            return Outcome(coverage: Coverage(stage: .content, state: .notRun, reason: reason))
        }
        let measurements = try await results.measurements(of: work.review.id)
        let recording = Recording(media: try work.media(), measurements: measurements, transcript: transcript)
        let findings = RuleBook.content.findings(in: recording, by: work.review.rubric)
        let coverage =
            measurements == nil
            ? Coverage(stage: .content, state: .degraded, reason: "Without the picture, a pause and a playing clip look the same.")
            : Coverage(stage: .content, state: .measured)
        return Outcome(coverage: coverage, results: [.findings(findings, by: .content)])
    }
}
