internal import Glibc
internal import JobQueue
internal import ReviewModel
internal import Storage

/// A stage whose work is to wait, to fail, or to end its process.
struct ChaosStage: StageRunner {
    let stage: Stage

    struct Failed: Error, CustomStringConvertible {
        let description: String
    }

    func run(_ work: StageWork) async throws -> Outcome {
        let review = work.review.id
        try await Task.sleep(for: .milliseconds(Destiny.length(review: review, stage: stage)))
        switch Destiny(review: review, stage: stage) {
        case .kills: kill(getpid(), SIGKILL)
        case .neverEnds: throw Failed(description: "This job never succeeds.")
        case .failsFirst where work.job.attempt == 1: throw Failed(description: "This job succeeds at the second attempt.")
        case .ends, .failsFirst: break
        }
        return Outcome(
            coverage: Coverage(stage: stage, state: .measured), results: [.findings([], by: stage)],
            reviewState: stage == .feedback ? .completed : nil)
    }
}
