internal import Feedback
internal import ReviewModel

/// The values of `answer.mustache`: what an instructor says to a finding.
struct FindingAnswer: Sendable {
    let review: PageTexts.Review
    let page: String
    let finding: String
    let put: String
    let answerLabel: String
    let answerState: String?
    let answerText: String
    let choices: [Choice]
    let note: String?

    struct Choice: Sendable {
        var choice: String
        var choiceName: String
        var isPressed: Bool
    }

    init(_ item: Report.Item, page: String, _ files: ReviewFiles, _ desk: PageDesk) {
        let texts = desk.texts.review
        review = texts
        self.page = page
        finding = item.id
        put = files.address("findings/\(item.id)/response")
        answerLabel = texts.answer.filled(["finding": Printed.oneLine(item.title), "id": item.id])
        answerState = item.response?.state.rawValue
        answerText = item.response.map { Self.text($0, desk) } ?? texts.unanswered
        note = item.response?.note.flatMap { $0.isEmpty ? nil : $0 }
        let names: [(FindingResponse.State, String)] = [
            (.acknowledged, texts.acknowledge), (.fixed, texts.fix), (.dismissed, texts.dismiss),
        ]
        // A file that no player opens is never fine as it is.
        let offered = names.filter { $0.0 != .dismissed || item.code != .containerUnreadable }
        choices = offered.map { state, name in
            Choice(choice: state.rawValue, choiceName: name, isPressed: item.response?.state == state)
        }
    }

    /// What was answered, in a sentence.
    static func text(_ response: FindingResponse, _ desk: PageDesk) -> String {
        let note = response.note.flatMap { $0.isEmpty ? nil : desk.phrase("note").filled(["note": Printed.oneLine($0)]) }
        return [desk.phrase(response.state.rawValue), note].compactMap(\.self).joined(separator: " ")
    }
}
