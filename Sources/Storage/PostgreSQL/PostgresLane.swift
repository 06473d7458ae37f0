internal import Glibc

/// A connection that is made anew when it is gone. Only the thread that was given the lane uses it.
final class PostgresLane: Sendable {
    private let address: PostgresAddress
    private let keepsStatements: Bool
    private let metrics: DatabaseMetrics
    // One thread at a time holds a lane; the queue that hands it on orders their accesses.
    private nonisolated(unsafe) var connection: PostgresConnection?

    /// Seconds for which a transaction is tried again while the server is away.
    static let patience = 10.0
    private static let firstPause = 0.02
    private static let longestPause = 1.0

    init(_ address: PostgresAddress, keepsStatements: Bool, metrics: DatabaseMetrics) {
        self.address = address
        self.keepsStatements = keepsStatements
        self.metrics = metrics
    }

    /// The server's address, for people.
    var place: String { address.place }

    /// Runs a transaction, again and again while what stops it passes and nothing of it can have stayed.
    ///
    /// - Throws: `StorageError` for what the server or the way to it says, and whatever `work` throws of its own.
    ///
    /// - Parameter writers: how many share it; 0 where it only reads.
    func transact<T>(
        _ begin: String, writers: Int, patience: Double = patience, _ work: (PostgresConnection) throws -> T
    ) throws -> T {
        let end = ContinuousClock.now + .seconds(patience)
        var pause = Self.firstPause
        while true {
            do {
                return try attempt(begin, writers, work)
            } catch let failure as PostgresFailure {
                guard failure.isPassing, ContinuousClock.now < end else { throw failure.storageError(at: address.place) }
                usleep(UInt32(pause * Double.random(in: 0.5...1) * 1e6))
                pause = min(2 * pause, Self.longestPause)
            }
        }
    }

    private func attempt<T>(_ begin: String, _ writers: Int, _ work: (PostgresConnection) throws -> T) throws -> T {
        let current = try connection ?? PostgresConnection(address, keepsStatements: keepsStatements, metrics: metrics)
        connection = current
        do {
            try current.run(begin)
            let result = try work(current)
            try current.commit(writers: writers)
            return result
        } catch {
            if let failure = error as? PostgresFailure, failure.kind != .refused {
                connection = nil
            } else {
                do { try current.run("ROLLBACK") } catch { connection = nil }
            }
            throw error
        }
    }
}
