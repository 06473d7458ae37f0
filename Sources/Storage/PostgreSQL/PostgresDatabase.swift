/// The engine for many machines: a PostgreSQL server of version 15 or later, by libpq.
///
/// Writers of one program share transactions, as on SQLite, and those of all programs take turns by an advisory lock: changes become visible in the
/// order of their cursors, and no two transactions can wait for each other. A program that stops within its turn loses it after a while.
package final class PostgresDatabase: Database {
    package let summary: String
    package let isDurable: Bool
    private let readers: PostgresLanes
    private let writer: PostgresLanes
    private let groupCommit: GroupCommit<PostgresConnection>

    private static let readerCount = 4
    /// The turn, as a number that other programs on the database are unlikely to lock.
    private static let turn = 0x6C65_6374
    /// Plans are made once and kept, often while the tables are empty: one that reads a whole table would be slow for ever after.
    private static let plans = """
        SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off; SET LOCAL jit = off
        """
    private static let beginRead = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; \(plans)"
    /// Milliseconds: for the turn, for a statement, and for a program that stops between two statements.
    private static let beginWrite = """
        BEGIN; SET LOCAL lock_timeout = 15000; SET LOCAL statement_timeout = 25000; SET LOCAL idle_in_transaction_session_timeout = 10000; \
        \(plans); SELECT pg_advisory_xact_lock(\(turn))
        """

    /// Whether an address is one of a PostgreSQL server.
    package static func isAddress(_ text: String) -> Bool {
        text.hasPrefix("postgres://") || text.hasPrefix("postgresql://")
    }

    /// Connects, and brings the schema up to date.
    ///
    /// - Parameters:
    ///   - usesPooler: a pooler in transaction mode stands in between, so that nothing of a connection outlives a transaction.
    ///   - isCopyTarget: whether a copy into it is to begin or to go on.
    package init(_ url: String, usesPooler: Bool = false, isCopyTarget: Bool = false) throws {
        let address = try PostgresAddress(url)
        let metrics = DatabaseMetrics(engine: "postgresql")
        let first = PostgresLane(address, keepsStatements: !usesPooler, metrics: metrics)
        // Whoever starts a program waits for an answer: a server that is not there is told at once.
        (summary, isDurable) = try first.transact(Self.beginWrite, writers: 1, patience: 0) { connection in
            let session = PostgresSession(connection: connection)
            try Schema.migrate(session, isCopyTarget: isCopyTarget)
            return try Self.durability(session)
        }
        readers = PostgresLanes(address, keepsStatements: !usesPooler, count: Self.readerCount, metrics: metrics)
        let writer = PostgresLanes(address, keepsStatements: !usesPooler, count: 1, metrics: metrics)
        self.writer = writer
        groupCommit = GroupCommit { drain in
            writer.submit { lane in
                guard let lane else { return drain(nil) }
                drain { try Self.commit($0, on: lane) }
            }
        }
    }

    private static func durability(_ session: PostgresSession) throws -> (summary: String, isDurable: Bool) {
        let said = try session.query(
            """
            SELECT current_setting('server_version') AS version, current_setting('fsync') AS fsync,
                current_setting('synchronous_commit') AS synchronous
            """
        ).first
        let (version, fsync, synchronous) = try (said?.string("version") ?? "?", said?.string("fsync") ?? "?", said?.string("synchronous") ?? "?")
        let summary = "PostgreSQL \(version), fsync=\(fsync), synchronous_commit=\(synchronous), group commit"
        return (summary, fsync == "on" && synchronous != "off")
    }

    package func read<T: Sendable>(_ work: @escaping @Sendable (any SQLSession) throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            readers.submit { lane in
                continuation.resume(
                    with: Result {
                        guard let lane else { throw StorageError(.unavailable, "The database has been closed.") }
                        return try lane.transact(Self.beginRead, writers: 0) { try work(PostgresSession(connection: $0)) }
                    })
            }
        }
    }

    package func write<T: Sendable>(_ work: @escaping @Sendable (any SQLSession) throws -> T) async throws -> T {
        try await groupCommit.write { try work(PostgresSession(connection: $0)) }
    }

    private static func commit(_ writers: [GroupCommit<PostgresConnection>.Writer], on lane: PostgresLane) throws -> [Int: any Error] {
        try lane.transact(beginWrite, writers: writers.count) { connection in
            // Alone, a writer needs no savepoint: the transaction goes with it.
            guard writers.count > 1 else {
                try writers.first?.run(connection)
                return [:]
            }
            var failures: [Int: any Error] = [:]
            for (index, writer) in writers.enumerated() {
                try connection.run("SAVEPOINT writer")
                do {
                    try writer.run(connection)
                } catch let failure as PostgresFailure where failure.kind != .refused || failure.isPassing {
                    throw failure
                } catch {
                    failures[index] = (error as? PostgresFailure)?.storageError(at: lane.place) ?? error
                    try connection.run("ROLLBACK TO SAVEPOINT writer")
                }
                try connection.run("RELEASE SAVEPOINT writer")
            }
            return failures
        }
    }

    package func close() throws {
        try writer.close()
        try readers.close()
    }
}
