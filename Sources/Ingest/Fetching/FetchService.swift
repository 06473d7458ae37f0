internal import AsyncAlgorithms
internal import JobQueue
package import Logging
internal import ReviewModel
internal import ServiceLifecycle
internal import Storage

/// Fetches recordings, a few at a time, and tries again where the other side fails.
package struct FetchService: Service {
    private let engine: UploadEngine
    private let client: SafeClient
    private let logger: Logger

    private static let atOnce = 2
    private static let interval = Duration.seconds(1)
    /// Seconds that a fetch is held without a sign of life.
    private static let hold = 60.0
    private static let attempts = 8

    package init(engine: UploadEngine, client: SafeClient, logger: Logger) {
        self.engine = engine
        self.client = client
        self.logger = logger
    }

    package func run() async {
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<Self.atOnce {
                group.addTask {
                    await repeatedly(every: Self.interval, logger: logger, failing: "Fetches cannot be begun.") {
                        while try await next() {}
                    }
                }
            }
        }
    }

    /// Does the fetch whose turn it is.
    ///
    /// - Returns: false where there is none.
    package func next() async throws -> Bool {
        let now = engine.queue.clock.now
        let claimed = try await engine.queue.database.write { session -> FetchStore.Fetch? in
            guard let fetch = try FetchStore.claim(at: now, until: now + Self.hold, session) else { return nil }
            try UploadStore.renew(fetch.upload, until: now + engine.limits.lifetime, session)
            return fetch
        }
        guard let fetch = claimed else { return false }
        let before = try await engine.find(fetch.upload)?.received ?? 0
        do {
            // One that ended this program each time is not tried for ever.
            guard fetch.failures <= Self.attempts else { throw FetchRefusal.final("It was begun \(Self.attempts) times and never came to an end.") }
            try await whileHeld(fetch) { try await FetchRun(engine: engine, client: client, fetch: fetch).run() }
            try await engine.queue.database.write { try FetchStore.delete(fetch, $0) }
            logger.info("A fetch is through.", metadata: ["upload": "\(fetch.upload)"])
        } catch {
            try await settle(fetch, after: error, before: before)
        }
        return true
    }

    /// Does something and shows meanwhile that this process is alive.
    private func whileHeld(_ fetch: FetchStore.Fetch, _ work: @escaping @Sendable () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await work() }
            group.addTask {
                for await _ in AsyncTimerSequence(interval: .seconds(Self.hold / 3), clock: .continuous) {
                    let end = engine.queue.clock.now + Self.hold
                    do {
                        guard try await engine.queue.database.write({ try FetchStore.hold(fetch, until: end, $0) }) else {
                            throw UploadRefusal.takenOver
                        }
                    } catch let error as StorageError {
                        // The next sign of life may pass; a download of hours is worth the try.
                        logger.warning("A fetch could not be held.", metadata: ["upload": "\(fetch.upload)", "cause": "\(error)"])
                    }
                }
            }
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    /// What has come stays; the rest is tried later, or the review ends with the reason.
    private func settle(_ fetch: FetchStore.Fetch, after error: any Error, before: Int64) async throws {
        let (now, database) = (engine.queue.clock.now, engine.queue.database)
        if Task.isCancelled {
            // The service ends, which is nobody's failure.
            _ = await Task {
                try await database.write { try FetchStore.postpone(fetch, to: now, failures: max(0, fetch.failures - 1), problem: "", $0) }
            }.result
            return
        }
        guard let upload = try await engine.find(fetch.upload), try await database.read({ try FetchStore.isHeld(fetch, $0) }) else { return }
        let (sentence, isFinal, pause) = Self.judge(error)
        logger.warning("A recording was not fetched.", metadata: ["upload": "\(fetch.upload)", "attempt": "\(fetch.attempt)", "cause": "\(error)"])
        let failures = upload.received > before ? 0 : fetch.failures
        if isFinal || failures >= Self.attempts {
            return try await engine.drop(upload, problem: "The recording could not be fetched. \(sentence)", as: .failed)
        }
        let wait = max(pause ?? 0, min(3600, 5 * Double(1 << min(10, fetch.failures))))
        try await database.write { try FetchStore.postpone(fetch, to: now + wait, failures: failures, problem: sentence, $0) }
    }

    private static func judge(_ error: any Error) -> (sentence: String, isFinal: Bool, pause: Double?) {
        switch error {
        case FetchRefusal.later(let sentence, let pause): (sentence, false, pause)
        case FetchRefusal.final(let sentence): (sentence, true, nil)
        case UploadRefusal.tooLarge(let limit): ("It has more than the \(limit) bytes that a recording may have.", true, nil)
        case UploadRefusal.empty: ("There are no bytes at the address.", true, nil)
        case UploadRefusal.length(let sentence): (sentence, true, nil)
        case UploadRefusal.noRoom: ("The server's disk has no room for it.", false, nil)
        default: ("The connection broke off.", false, nil)
        }
    }
}
