internal import AsyncAlgorithms
package import JobQueue
package import Logging
internal import ReviewModel
internal import ServiceLifecycle
package import Storage

/// Keeps the board up to date: after each commit of this process, and now and then for the commits of others.
package struct ReviewFeed: Service {
    private let database: any Database
    private let signals: QueueSignals
    private let board: ReviewBoard
    private let logger: Logger

    /// How stale the board may be when another process commits.
    private static let poll = Duration.milliseconds(500)
    private static let batch = 200
    /// How many of the newest changes are read at the start; older reviews are read when somebody asks.
    private static let warmUp = 2_000

    package init(database: any Database, signals: QueueSignals, board: ReviewBoard, logger: Logger) {
        self.database = database
        self.signals = signals
        self.board = board
        self.logger = logger
    }

    package func run() async {
        var cursor: Int?
        let looks = merge(signals.ticks(for: nil), AsyncTimerSequence(interval: Self.poll, clock: .continuous).map { _ in })
        for await _ in looks.cancelOnGracefulShutdown() {
            do {
                cursor = try await catchUp(from: cursor)
            } catch is CancellationError {
                return
            } catch {
                logger.error("News of reviews cannot be read; trying again.", metadata: ["cause": "\(error)"])
            }
        }
    }

    /// Shows what changed after a cursor, and gives the next cursor.
    private func catchUp(from cursor: Int?) async throws -> Int {
        var cursor = try await start(cursor)
        while true {
            let from = cursor
            // In one snapshot: a deletion moves the cursor too, and must not move it past changes that were not seen.
            let (changes, deleted) = try await database.read { session in
                (try ReviewStore.changed(after: from, limit: Self.batch, session), try ChangeLog.deleted(after: from, session))
            }
            for change in changes {
                try board.show(change.review)
                cursor = change.cursor
            }
            for deletion in deleted { board.forget(deletion.review) }
            if changes.count < Self.batch { return max(cursor, deleted.last?.cursor ?? cursor) }
        }
    }

    private func start(_ cursor: Int?) async throws -> Int {
        if let cursor { return cursor }
        return max(0, try await database.read { try ChangeLog.newest($0) } - Self.warmUp)
    }
}
