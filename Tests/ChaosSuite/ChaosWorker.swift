internal import Foundation
internal import JobQueue
internal import Logging
internal import ReviewModel
internal import ServiceLifecycle
internal import Storage
internal import StorageTestSupport
internal import Synchronization

/// One worker process: every queue, as `lectern work` runs them, with work that only waits.
package struct ChaosWorker: Sendable {
    private let address: String
    private let clockFile: String
    private let endings: String

    /// - Parameters:
    ///   - address: the database: a path or a URL.
    ///   - clockFile: holds the seconds by which this process's clock is wrong.
    ///   - endings: the file to which it adds the id of each job whose end it was told is stored.
    package init(address: String, clockFile: String, endings: String) {
        self.address = address
        self.clockFile = clockFile
        self.endings = endings
    }

    /// Short, so that much happens in a minute.
    static let policy: QueuePolicy = {
        var policy = QueuePolicy()
        policy.lease = 3
        policy.heartbeat = 0.75
        policy.backoffBase = 0.1
        policy.backoffLimit = 1
        policy.maxAttempts = 4
        policy.maxLeaseLosses = 6
        return policy
    }()

    package func run() async throws {
        let database = try await opened()
        let offset = ClockOffset()
        let reading = Task { [clockFile] in
            while true {
                try await Task.sleep(for: .milliseconds(100))
                let text = try? String(contentsOfFile: clockFile, encoding: .utf8)
                offset.set(text.flatMap(Double.init) ?? 0)
            }
        }
        defer { reading.cancel() }
        let policies = Dictionary(uniqueKeysWithValues: Stage.allCases.map { ($0, Self.policy) })
        let queue = JobQueue(database: database, policies: policies, clock: WallClock { WallClock.system.now + offset.value })
        let log = try EndingsLog(path: endings)
        let logger = Logger(label: "chaos") { _ in EndingsHandler(log: log) }
        let workers: [any Service] = Stage.allCases.map {
            Worker(queue: queue, runner: ChaosStage(stage: $0), concurrency: 2, logger: logger)
        }
        let recovery = LeaseRecovery(queue: queue, every: .milliseconds(500), logger: logger)
        try await ServiceGroup(services: workers + [recovery], logger: logger).run()
    }

    /// A worker that starts while the database is away is started again by whoever watches it; here it asks again.
    private func opened() async throws -> any Database {
        while true {
            do {
                return try TestDatabase.open(address)
            } catch {
                try await Task.sleep(for: .milliseconds(200))
            }
        }
    }

    /// Seconds by which the clock is wrong.
    private final class ClockOffset: Sendable {
        private let seconds = Mutex(0.0)

        var value: Double { seconds.withLock(\.self) }

        func set(_ value: Double) { seconds.withLock { $0 = value } }
    }
}
