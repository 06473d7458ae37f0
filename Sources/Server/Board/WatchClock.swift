internal import AsyncAlgorithms
package import JobQueue
package import Logging
internal import ReviewModel
internal import ServiceLifecycle

/// Counts the seconds for those who wait, and tells them now and then how the queues stand. It stops before the HTTP server does, so that nobody
/// who waits holds that up.
package struct WatchClock: Service {
    private let queue: JobQueue
    private let board: ReviewBoard
    private let logger: Logger

    /// Seconds between two looks at the queues.
    private static let look = 2

    package init(queue: JobQueue, board: ReviewBoard, logger: Logger) {
        self.queue = queue
        self.board = board
        self.logger = logger
    }

    package func run() async {
        var seconds = 0
        for await _ in AsyncTimerSequence(interval: .seconds(1), clock: .continuous).cancelOnGracefulShutdown() {
            board.watchers.tick()
            seconds += 1
            guard seconds % Self.look == 0 else { continue }
            do {
                try await forecast()
            } catch is CancellationError {
                break
            } catch {
                logger.error("The queues cannot be forecast; trying again.", metadata: ["cause": "\(error)"])
            }
        }
        board.watchers.close()
    }

    package func forecast() async throws {
        let board = board
        let forecasts = try await queue.forecasts {
            board[$0]?.review.media?.duration
        } skipped: { id in
            guard let review = board[id]?.review else { return [] }
            let settled = review.stages.filter(\.state.isSettled).map(\.stage)
            return Set(settled).union(review.transcribe ? [] : [.transcription])
        }
        try board.show(forecasts, at: queue.clock.now)
    }
}
