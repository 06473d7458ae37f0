internal import NIOPosix
internal import Synchronization

/// Threads of their own that may wait for the server, each with a connection while it works.
final class PostgresLanes: Sendable {
    private let threads: NIOThreadPool
    /// Those that nobody uses now.
    private let idle: Mutex<[PostgresLane]>

    init(_ address: PostgresAddress, keepsStatements: Bool, count: Int, metrics: DatabaseMetrics) {
        threads = NIOThreadPool(numberOfThreads: count)
        idle = Mutex((0..<count).map { _ in PostgresLane(address, keepsStatements: keepsStatements, metrics: metrics) })
        threads.start()
    }

    /// Runs work on a lane that is free, in turn; without one once the lanes are closed.
    func submit(_ work: @escaping @Sendable (PostgresLane?) -> Void) {
        threads.submit { [self] state in
            guard state == .active, let lane = idle.withLock({ $0.popLast() }) else { return work(nil) }
            work(lane)
            idle.withLock { $0.append(lane) }
        }
    }

    func close() throws {
        try threads.syncShutdownGracefully()
        idle.withLock { $0 = [] }
    }
}
