import Analysis
import Feedback
import Foundation
import Ingest
import JobQueue
import Logging
import MediaProcess
import ReviewModel
import Server
import ServiceLifecycle
import Storage
import Transcription
import UnixSignals

/// The parts of the program, put together over one data folder.
struct Assembly: Sendable {
    let settings: Settings
    let logger: Logger
    let database: any Database
    let blobs: FileBlobStore
    let queue: JobQueue
    let uploads: UploadEngine
    let board = ReviewBoard()

    /// Opens the data folder, or makes it.
    init(settings: Settings, logger: Logger) throws {
        self.settings = settings
        self.logger = logger
        blobs = try FileBlobStore(root: settings.data)
        database = try Self.database(settings)
        var policy = QueuePolicy()
        policy.lease = settings.lease
        policy.heartbeat = settings.heartbeat
        policy.maxRunningPerCourse = settings.runningPerCourse
        let policies = Stage.allCases.map { stage in
            policy.maxRunning = settings.running[stage]
            return (stage, policy)
        }
        queue = JobQueue(database: database, policies: Dictionary(uniqueKeysWithValues: policies))
        var limits = UploadLimits()
        limits.bytes = settings.uploadLimit
        limits.lifetime = settings.uploadLifetime * 3600
        limits.stall = .seconds(settings.uploadStall)
        uploads = UploadEngine(queue: queue, blobs: blobs, limits: limits)
    }

    /// The database that the settings name, opened.
    static func database(_ settings: Settings) throws -> any Database {
        if let address = settings.database { return try PostgresDatabase(address, usesPooler: settings.usesPooler) }
        return try SQLiteDatabase(path: settings.data + "/lectern.db")
    }

    var reviews: ReviewService {
        ReviewService(uploads: uploads, board: board, rubrics: settings.rubrics, fetches: FetchDesk(engine: uploads))
    }

    /// What finishes uploads that were cut off, and throws away what nobody needs any more.
    var sweeps: [any Service] {
        [UploadSweep(engine: uploads, logger: logger), BlobSweep(queue: queue, blobs: blobs, logger: logger)]
    }

    var results: ResultReader { ResultReader(database: database) }

    /// The workers of some queues, and what keeps their leases right.
    ///
    /// - Parameters:
    ///   - concurrency: workers of each queue, instead of what the settings say.
    ///   - threads: decoder threads of an inspection.
    func workers(_ stages: [Stage] = Stage.allCases, concurrency: Int? = nil, threads: Int = 1) -> [any Service] {
        let child = MediaChild(executable: settings.mediaExecutable, logger: logger)
        let model = SpeechModel(path: settings.model, voiceActivityPath: settings.voiceActivityModel, language: settings.language)
        let runners: [(any StageRunner, concurrency: Int)] = [
            (IngestStage(blobs: blobs, child: child), 2),
            (QualityStage(results: results, blobs: blobs, child: child, threads: threads), settings.qualityWorkers),
            (TranscriptionStage(blobs: blobs, child: child, model: model), settings.transcriptionWorkers),
            (ContentStage(results: results), 2),
            (FeedbackStage(results: results, blobs: blobs, child: child, logger: logger), 1),
        ]
        let workers = runners.filter { stages.contains($0.0.stage) && (concurrency ?? $0.concurrency) > 0 }
            .map { Worker(queue: queue, runner: $0.0, concurrency: concurrency ?? $0.concurrency, logger: logger) }
        return [LeaseRecovery(queue: queue, logger: logger)] + workers
    }

    /// What takes finished jobs away in time, for a database that lasts.
    var archive: any Service {
        let day = 86_400.0
        let retention = JobArchive.Retention(finished: settings.keepFinished * day, archived: settings.keepArchived * day)
        return JobArchive(queue: queue, retention: retention, logger: logger)
    }

    /// What keeps the board right that polls are answered from.
    var feed: any Service { ReviewFeed(database: database, signals: queue.signals, board: board, logger: logger) }

    /// What serves those who wait for news; it must stop before the HTTP server does.
    var watchClock: any Service { WatchClock(queue: queue, board: board, logger: logger) }

    /// A group that shuts down in order: what was added last stops first.
    func group(_ services: [any Service], signals: [UnixSignal]) -> ServiceGroup {
        var configuration = ServiceGroupConfiguration(services: services, gracefulShutdownSignals: signals, logger: logger)
        configuration.maximumGracefulShutdownDuration = .seconds(20)
        configuration.maximumCancellationDuration = .seconds(10)
        return ServiceGroup(configuration: configuration)
    }
}
