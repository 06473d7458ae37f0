internal import JobQueue
package import Logging
internal import ReviewModel
internal import ServiceLifecycle
internal import Storage

/// Finishes uploads that were cut off between their last byte and their review, and throws away those whose time is over.
package struct UploadSweep: Service {
    private let engine: UploadEngine
    private let logger: Logger

    private static let interval = Duration.seconds(60)
    private static let batch = 100

    package init(engine: UploadEngine, logger: Logger) {
        self.engine = engine
        self.logger = logger
    }

    package func run() async {
        await repeatedly(every: Self.interval, logger: logger, failing: "Uploads could not be swept.") { try await sweep() }
    }

    package func sweep() async throws {
        let database = engine.queue.database
        for upload in try await database.read({ try UploadStore.arrived($0) }) {
            _ = try await engine.hand(upload)
            logger.info("Finished an upload that was cut off.", metadata: ["upload": "\(upload.id)", "review": "\(upload.review ?? "")"])
        }
        let now = engine.queue.clock.now
        // Half a minute ago: whoever is about to finish it may do so.
        for upload in try await database.read({ try UploadStore.whole(expiringBefore: now + engine.limits.lifetime - 30, $0) }) {
            _ = try await engine.settle(upload.id)
            logger.info("Finished an upload that was cut off.", metadata: ["upload": "\(upload.id)", "review": "\(upload.review ?? "")"])
        }
        for upload in try await database.read({ try UploadStore.expired(at: now, limit: Self.batch, $0) }) {
            try await engine.drop(upload, problem: "The upload was not finished in time.")
            logger.info("Threw away an upload whose time was over.", metadata: ["upload": "\(upload.id)", "bytes": "\(upload.received)"])
        }
        try await removeStrays()
    }

    /// Files without an upload: what came between the file and its row, or between the row's end and the file's.
    private func removeStrays() async throws {
        let names = try await engine.blobs.partials()
        guard !names.isEmpty else { return }
        let known = try await engine.queue.database.read { try UploadStore.known(names, $0) }
        for name in names where !known.contains(name) && isOld(name) { try await engine.blobs.remove(partial: name) }
    }

    /// A file is made before its row; one of the last minutes may still get it.
    private func isOld(_ name: String) -> Bool {
        name < Identifier.make(at: engine.queue.clock.now - 600)
    }
}
