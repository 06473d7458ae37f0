internal import Synchronization

/// Lets writers that come at the same time share one transaction, and so one fsync. Nobody is told of success before the commit.
///
/// An engine brings the place where its writers run, one batch after the other, and the way it commits a batch.
final class GroupCommit<Connection>: Sendable {
    /// Writers in one transaction; more would make the first wait long for its answer.
    private static var batch: Int { 128 }

    struct Writer: Sendable {
        let run: @Sendable (Connection) throws -> Void
        /// Called once, after the commit or with what went wrong.
        let finish: @Sendable ((any Error)?) -> Void
    }

    /// Runs writers in one transaction, each so that only its own changes go if it throws. Gives what they threw, by index, and throws what the whole
    /// transaction failed of.
    typealias Commit = ([Writer]) throws -> [Int: any Error]
    /// Gives the closure a way to commit, in the one place where it may block; nil once the database is closed.
    typealias Schedule = @Sendable (_ drain: @escaping @Sendable (Commit?) -> Void) -> Void

    private let schedule: Schedule
    private let backlog = Backlog<Writer>()

    init(schedule: @escaping Schedule) {
        self.schedule = schedule
    }

    func write<T: Sendable>(_ work: @escaping @Sendable (Connection) throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            let value = Mutex<T?>(nil)
            submit(
                Writer(
                    run: { connection in
                        let result = try work(connection)
                        value.withLock { $0 = result }
                    },
                    finish: { error in
                        if let result = value.withLock(\.self), error == nil {
                            continuation.resume(returning: result)
                        } else {
                            continuation.resume(throwing: error ?? StorageError(.failed, "A write ended without a result."))
                        }
                    }))
        }
    }

    private func submit(_ writer: Writer) {
        guard backlog.add(writer) else { return }
        schedule { [self] commit in
            while let writers = backlog.next(atMost: Self.batch) { end(writers, commit) }
        }
    }

    private func end(_ writers: [Writer], _ commit: Commit?) {
        do {
            guard let commit else { throw StorageError(.unavailable, "The database has been closed.") }
            let failures = try commit(writers)
            for (index, writer) in writers.enumerated() { writer.finish(failures[index]) }
        } catch {
            for writer in writers { writer.finish(error) }
        }
    }
}
