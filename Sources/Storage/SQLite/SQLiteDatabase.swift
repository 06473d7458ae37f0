internal import Foundation
internal import GRDB

/// The built-in engine: one file in WAL mode with `synchronous=FULL`, so that what was acknowledged survives a loss of power.
package final class SQLiteDatabase: Database {
    package let summary: String
    package let isDurable = true
    private let pool: DatabasePool
    private let groupCommit: GroupCommit<GRDB.Database>
    private let metrics: DatabaseMetrics

    /// Opens the file at `path`, makes it where there is none, and brings its schema up to date.
    ///
    /// - Parameter isCopyTarget: whether a copy into it is to begin or to go on.
    package init(path: String, isCopyTarget: Bool = false) throws {
        let metrics = DatabaseMetrics(engine: "sqlite")
        self.metrics = metrics
        do {
            var configuration = Configuration()
            configuration.busyMode = .timeout(10)
            configuration.label = "lectern"
            let pool = try DatabasePool(path: path, configuration: configuration)
            self.pool = pool
            // The pool sets NORMAL on its writer as it opens, so FULL has to come after.
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            let version = try pool.read { try String.fetchOne($0, sql: "SELECT sqlite_version()") } ?? "?"
            summary = "SQLite \(version), WAL, synchronous=FULL, group commit"
            groupCommit = GroupCommit { drain in
                pool.asyncWriteWithoutTransaction { database in drain { try Self.commit($0, database, metrics) } }
            }
            try pool.write { try Schema.migrate(SQLiteSession(database: $0, metrics: metrics), isCopyTarget: isCopyTarget) }
        } catch {
            throw try StorageError(sqlite: error, path: path)
        }
    }

    package func read<T: Sendable>(_ work: @escaping @Sendable (any SQLSession) throws -> T) async throws -> T {
        do {
            return try await pool.read { [metrics] in try work(SQLiteSession(database: $0, metrics: metrics)) }
        } catch {
            throw try StorageError(sqlite: error, path: pool.path)
        }
    }

    package func write<T: Sendable>(_ work: @escaping @Sendable (any SQLSession) throws -> T) async throws -> T {
        do {
            return try await groupCommit.write { [metrics] in try work(SQLiteSession(database: $0, metrics: metrics)) }
        } catch {
            throw try StorageError(sqlite: error, path: pool.path)
        }
    }

    package func close() throws {
        try pool.close()
    }

    private static func commit(
        _ writers: [GroupCommit<GRDB.Database>.Writer], _ database: GRDB.Database, _ metrics: DatabaseMetrics
    ) throws -> [Int: any Error] {
        var failures: [Int: any Error] = [:]
        try database.beginTransaction(.immediate)
        do {
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
            try metrics.commit(writers: writers.count) { try database.commit() }
        } catch {
            if database.isInsideTransaction { try? database.rollback() }
            throw error
        }
        return failures
    }
}

extension StorageError {
    /// An engine's error in storage's terms; any other error is passed through by the caller's cast.
    fileprivate init(sqlite error: any Error, path: String) throws {
        guard let error = error as? DatabaseError else { throw error }
        let code: Code =
            switch error.resultCode {
            case .SQLITE_FULL: .full
            case .SQLITE_READONLY, .SQLITE_PERM: .readOnly
            case .SQLITE_BUSY, .SQLITE_LOCKED: .busy
            case .SQLITE_CONSTRAINT: .constraint
            case .SQLITE_CORRUPT, .SQLITE_NOTADB: .corrupt
            // A full disk shows as an I/O error where a file cannot grow.
            case .SQLITE_IOERR where FreeSpace.bytes(at: path).map({ $0 < 1 << 20 }) ?? false: .full
            case .SQLITE_IOERR: .unavailable
            default: .failed
            }
        self.init(code, "The database \(path) said: \(error.message ?? error.description)")
    }
}
