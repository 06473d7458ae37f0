package import JobQueue
package import Logging
internal import ReviewModel
internal import ServiceLifecycle
package import Storage

/// Removes the recordings and stills of deleted reviews, where no other review has the same bytes.
package struct BlobSweep: Service {
    private let queue: JobQueue
    private let blobs: any BlobStore
    private let logger: Logger

    private static let interval = Duration.seconds(300)
    /// Seconds for which a blob stays after its review: a player may still be reading it.
    private static let grace = 600.0
    private static let batch = 500

    package init(queue: JobQueue, blobs: any BlobStore, logger: Logger) {
        self.queue = queue
        self.blobs = blobs
        self.logger = logger
    }

    package func run() async {
        await repeatedly(every: Self.interval, logger: logger, failing: "Recordings of deleted reviews could not be swept.") { try await sweep() }
    }

    package func sweep() async throws {
        let time = queue.clock.now - Self.grace
        let (hashes, used, uploaded) = try await queue.database.read { session -> ([String], Set<String>, Set<String>) in
            let hashes = try DiscardedBlobs.list(before: time, limit: Self.batch, session)
            guard !hashes.isEmpty else { return ([], [], []) }
            return (hashes, try DiscardedBlobs.used(hashes, session), try DiscardedBlobs.uploaded(hashes, session))
        }
        guard !hashes.isEmpty else { return }
        let waiting = uploaded.subtracting(used)
        for hash in hashes where !used.contains(hash) && !waiting.contains(hash) { try await blobs.remove(hash, unlessSince: time) }
        let now = queue.clock.now
        try await queue.database.write { session in
            try DiscardedBlobs.forget(hashes.filter { !waiting.contains($0) }, session)
            try DiscardedBlobs.add(waiting, at: now, session)
        }
    }
}
