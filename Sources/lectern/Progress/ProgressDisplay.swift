import AsyncAlgorithms
import Foundation
import ReviewModel
import Server

/// Shows how a review gets on, on standard error: a live bar on a terminal, a line per step elsewhere.
struct ProgressDisplay {
    let board: ReviewBoard
    let id: String
    private let isTerminal = isatty(STDERR_FILENO) == 1
    private let started = ContinuousClock.now

    private static let width = 30

    init(board: ReviewBoard, id: String) {
        self.board = board
        self.id = id
    }

    /// The review as it ended.
    func untilEnded() async throws -> Review {
        var last = ""
        for await _ in AsyncTimerSequence(interval: .milliseconds(200), clock: .continuous) {
            guard let review = board[id]?.review else { continue }
            show(ReviewProgress(review), &last)
            if review.state.isFinal {
                if isTerminal { Diagnostics.write("\r\u{1B}[K") }
                return review
            }
        }
        throw CancellationError()
    }

    private func show(_ progress: ReviewProgress, _ last: inout String) {
        let percent = Int(progress.fraction * 100)
        if isTerminal {
            let filled = Int(progress.fraction * Double(Self.width))
            let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: Self.width - filled)
            Diagnostics.write("\r\u{1B}[K\(bar) \(percent) %  \(elapsed)  \(progress.activity)")
        } else {
            // Lines in a log: one for each tenth of the way and each change of what runs.
            let step = "\(percent / 10) " + progress.activity.filter { !$0.isNumber }
            if step != last { Diagnostics.write("\(elapsed)  \(percent) %  \(progress.activity)\n") }
            last = step
        }
    }

    private var elapsed: String {
        let seconds = Int(started.duration(to: .now) / .seconds(1))
        return "\(seconds / 60):" + String(format: "%02d", seconds % 60)
    }

}
