internal import Feedback
internal import ReviewModel

/// How a review stands, in a word with a picture: the verdict where there is one, else the state.
struct ReviewOutcome: Sendable {
    let text: String
    let style: String
    let iconSVG: String

    init(_ state: Review.State, _ verdict: Report.Verdict?, isSoundOnly: Bool = false, _ texts: PageTexts.Review) {
        if state == .completed, let verdict {
            text = ReportWords.verdict(verdict, isSoundOnly: isSoundOnly)
            style = verdict.rawValue
            iconSVG = Icon.verdict(verdict)
        } else {
            text = Self.name(state, texts)
            style = Self.style(state)
            iconSVG = Icon.state(state)
        }
    }

    static func name(_ state: Review.State, _ texts: PageTexts.Review) -> String {
        switch state {
        case .awaitingMedia: texts.awaitingMedia
        case .inProgress: texts.inProgress
        case .completed: texts.completed
        case .refused: texts.refused
        case .failed: texts.failed
        case .cancelled: texts.cancelled
        }
    }

    private static func style(_ state: Review.State) -> String {
        switch state {
        case .awaitingMedia, .inProgress: "open"
        case .completed: "completed"
        case .refused: "refused"
        case .failed: "failed"
        case .cancelled: "cancelled"
        }
    }
}
