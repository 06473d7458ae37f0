import ReviewModel

/// How far a review is, as one number and in words. Pure.
struct ReviewProgress: Equatable {
    /// 0 to 1.
    let fraction: Double
    /// What runs now, each with its own share where that is known.
    let activity: String

    /// How much of the time the stages take of an ordinary review.
    private static let weights: [Stage: Double] = [.ingest: 0.02, .quality: 0.5, .transcription: 0.44, .content: 0.01, .feedback: 0.03]

    private static let words: [Stage: String] = [
        .ingest: "opening", .quality: "picture and sound", .transcription: "speech", .content: "content", .feedback: "report",
    ]

    init(_ review: Review) {
        let active = review.stages.filter { $0.state != .notRun }
        let total = active.reduce(0) { $0 + (Self.weights[$1.stage] ?? 0) }
        let done = active.reduce(0) { $0 + (Self.weights[$1.stage] ?? 0) * Self.share(of: $1) }
        fraction = review.state.isFinal ? 1 : total > 0 ? min(1, done / total) : 0
        activity = active.filter { $0.state == .running }
            .map { (Self.words[$0.stage] ?? "") + ($0.progress.map { " \(Int($0 * 100)) %" } ?? "") }
            .joined(separator: ", ")
    }

    private static func share(of status: Review.StageStatus) -> Double {
        switch status.state {
        case .waiting, .notRun: 0
        case .running: status.progress ?? 0
        case .measured, .degraded: 1
        }
    }
}
