package import Logging
internal import ReviewModel
internal import ServiceLifecycle
internal import Storage

/// Keeps the table of jobs as small as the work that there is: jobs that ended well long ago go to an archive, and from there, later, away. Dead ones
/// stay where operators find them.
package struct JobArchive: Service {
    /// Seconds for which jobs are kept after their end.
    package struct Retention: Sendable, Hashable {
        package var finished: Double
        package var archived: Double

        package init(finished: Double, archived: Double) {
            self.finished = finished
            self.archived = archived
        }
    }

    private let queue: JobQueue
    private let retention: Retention
    private let logger: Logger

    private static let interval = Duration.seconds(600)
    /// Jobs of one transaction: others must not wait for it.
    private static let batch = 500

    package init(queue: JobQueue, retention: Retention, logger: Logger) {
        self.queue = queue
        self.retention = retention
        self.logger = logger
    }

    package func run() async {
        await repeatedly(every: Self.interval, logger: logger, failing: "Finished jobs could not be archived.") {
            let moved = try await sweep()
            if moved > 0 { logger.info("Archived finished jobs.", metadata: ["jobs": "\(moved)"]) }
        }
    }

    /// Moves what is due, and drops what is too old; gives how many jobs were moved.
    package func sweep() async throws -> Int {
        let now = queue.clock.now
        let (moving, dropping) = (now - retention.finished, now - retention.finished - retention.archived)
        var moved = 0
        while !Task.isCancelled {
            let count = try await queue.database.write { session in
                try ArchiveStatements.drop(before: dropping, atMost: Self.batch, session)
                return try ArchiveStatements.move(before: moving, atMost: Self.batch, session)
            }
            moved += count
            if count < Self.batch { break }
        }
        return moved
    }
}
