internal import GRDB
internal import Synchronization

/// Lets writers that come at the same time share one transaction, and so one fsync.
///
/// Each writer runs in a savepoint: if it throws, only its own changes go. Nobody is told of success before the commit.
final class GroupCommit: Sendable {
    /// Writers in one transaction; more would make the first wait long for its answer.
    private static let batch = 128

    private struct Writer: Sendable {
        let run: @Sendable (GRDB.Database) throws -> Void
        /// Called once, after the commit or with what went wrong.
        let finish: @Sendable ((any Error)?) -> Void
    }

    private struct State {
        var waiting: [Writer] = []
        var isDraining = false
    }

    private let pool: DatabasePool
    private let state = Mutex(State())

    init(pool: DatabasePool) {
        self.pool = pool
    }

    func write<T: Sendable>(_ work: @escaping @Sendable (GRDB.Database) throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            let value = Mutex<T?>(nil)
            submit(
                Writer(
                    run: { database in
                        let result = try work(database)
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
        let isFirst = state.withLock { state in
            state.waiting.append(writer)
            defer { state.isDraining = true }
            return !state.isDraining
        }
        guard isFirst else { return }
        pool.asyncWriteWithoutTransaction { [self] database in
            while let writers = next() {
                Self.commit(writers, database)
            }
        }
    }

    private func next() -> [Writer]? {
        state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.isDraining = false
                return nil
            }
            let writers = Array(state.waiting.prefix(Self.batch))
            state.waiting.removeFirst(writers.count)
            return writers
        }
    }

    private static func commit(_ writers: [Writer], _ database: GRDB.Database) {
        var failures: [Int: any Error] = [:]
        var commitFailure: (any Error)?
        do {
            try database.inTransaction(.immediate) {
                for (index, writer) in writers.enumerated() {
                    do {
                        try database.inSavepoint {
                            try writer.run(database)
                            return .commit
                        }
                    } catch {
                        // An error such as a full disk ends the whole transaction; going on would run outside of one.
                        guard database.isInsideTransaction else { throw error }
                        failures[index] = error
                    }
                }
                return .commit
            }
        } catch {
            commitFailure = error
        }
        for (index, writer) in writers.enumerated() {
            writer.finish(failures[index] ?? commitFailure)
        }
    }
}
