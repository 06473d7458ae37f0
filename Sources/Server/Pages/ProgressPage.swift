internal import Feedback
internal import ReviewModel

/// The values of `progress.mustache`: a review on its way to its report, or one that ended without.
struct ProgressPage: Sendable {
    let review: PageTexts.Review
    let head: ReviewHead
    let news: String
    let menusMarkup: String
    let isOpen: Bool
    let events: String
    let poll: String
    let stateWord: String
    let outcome: String
    let outcomeStyle: String
    let outcomeIconSVG: String
    let explanation: String
    let outlook: String
    let hasStages: Bool
    let stages: [Line]

    struct Line: Sendable {
        var stageWord: String
        var stageState: String
        var stageName: String
        var stageText: String
        var stageProgress: String?
        var isRunning: Bool

        init(_ status: Review.StageStatus, _ desk: PageDesk) {
            stageWord = status.stage.rawValue
            stageState = status.state.rawValue
            stageName = ReportWords.stage(status.stage)
            let word = desk.phrase(status.state.rawValue)
            stageText = status.state == .measured ? word : [word, status.reason].compactMap(\.self).joined(separator: ": ")
            isRunning = status.state == .running
            stageProgress = status.progress.map { Printed.plain($0) }
        }
    }

    /// - Parameter now: seconds since 1970.
    init(_ entry: ReviewBoard.Entry, _ head: ReviewHead, menus: String, _ files: ReviewFiles, at now: Double, _ desk: PageDesk) {
        let (review, texts) = (entry.review, desk.texts.review)
        self.review = texts
        self.head = head
        menusMarkup = menus
        news = review.state.isFinal ? texts.newsEnded : ReviewOutcome.name(review.state, texts)
        isOpen = !review.state.isFinal
        events = files.address("events")
        poll = files.own
        stateWord = review.state.rawValue
        let outcome = ReviewOutcome(review.state, nil, texts)
        (self.outcome, outcomeStyle, outcomeIconSVG) = (outcome.text, outcome.style, outcome.iconSVG)
        explanation = Self.explanation(review, texts)
        outlook = entry.outlook.map { Self.text($0, at: now, desk) } ?? ""
        hasStages = review.state != .awaitingMedia && review.state != .cancelled && !review.stages.isEmpty
        stages = review.stages.map { Line($0, desk) }
    }

    private static func explanation(_ review: Review, _ texts: PageTexts.Review) -> String {
        switch review.state {
        case .awaitingMedia: texts.awaitingMediaHint
        case .inProgress: texts.inProgressHint
        case .completed: texts.completedHint
        case .refused, .failed: review.problem.map(Printed.oneLine) ?? ""
        case .cancelled: review.problem.map(Printed.oneLine) ?? texts.cancelledHint
        }
    }

    /// The place in the line and the time that is left, as `live.js` says them.
    private static func text(_ outlook: Outlook, at now: Double, _ desk: PageDesk) -> String {
        guard !outlook.isPaused else { return desk.phrase("stepPaused") }
        var sentences: [String] = []
        if let position = outlook.position {
            sentences.append(position > 1 ? desk.phrase("position").filled(["place": "\(position - 1)"]) : desk.phrase("positionFirst"))
        }
        if let completion = outlook.completion {
            let minutes = Int((max(0, completion - now) / 60).rounded(.up))
            sentences.append(minutes > 1 ? desk.phrase("minutesLeft").filled(["minutes": "\(minutes)"]) : desk.phrase("minuteLeft"))
        }
        return sentences.joined(separator: " ")
    }
}
