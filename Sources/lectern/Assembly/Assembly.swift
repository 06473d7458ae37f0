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
    let board = ReviewBoard()

    /// Opens the data folder, or makes it.
    init(settings: Settings, logger: Logger) throws {
        self.settings = settings
        self.logger = logger
        blobs = try FileBlobStore(root: settings.data)
        database = try SQLiteDatabase(path: settings.data + "/lectern.db")
        var policy = QueuePolicy()
        policy.lease = settings.lease
        policy.heartbeat = settings.heartbeat
        queue = JobQueue(database: database, policies: Dictionary(uniqueKeysWithValues: Stage.allCases.map { ($0, policy) }))
    }

    var reviews: ReviewService {
        ReviewService(queue: queue, blobs: blobs, board: board, rubrics: settings.rubrics, uploadLimit: settings.uploadLimit)
    }

    var results: ResultReader { ResultReader(database: database) }

    /// The workers of every queue, and what keeps their leases and the board right. `threads`: decoder threads of an inspection.
    func services(threads: Int = 1) -> [any Service] {
        let child = MediaChild(executable: settings.mediaExecutable, logger: logger)
        let model = SpeechModel(path: settings.model, voiceActivityPath: settings.voiceActivityModel, language: settings.language)
        let runners: [(any StageRunner, concurrency: Int)] = [
            (IngestStage(blobs: blobs, child: child), 2),
            (QualityStage(results: results, blobs: blobs, child: child, threads: threads), settings.qualityWorkers),
            (TranscriptionStage(blobs: blobs, child: child, model: model), settings.transcriptionWorkers),
            (ContentStage(results: results), 2),
            (FeedbackStage(results: results, blobs: blobs, child: child, logger: logger), 1),
        ]
        let workers = runners.filter { $0.concurrency > 0 }.map { Worker(queue: queue, runner: $0.0, concurrency: $0.concurrency, logger: logger) }
        return [
            ReviewFeed(database: database, signals: queue.signals, board: board, logger: logger),
            LeaseRecovery(queue: queue, logger: logger),
        ] + workers
    }

    /// A group that shuts down in order: what was added last stops first.
    func group(_ services: [any Service], signals: [UnixSignal]) -> ServiceGroup {
        var configuration = ServiceGroupConfiguration(services: services, gracefulShutdownSignals: signals, logger: logger)
        configuration.maximumGracefulShutdownDuration = .seconds(20)
        configuration.maximumCancellationDuration = .seconds(10)
        return ServiceGroup(configuration: configuration)
    }
}
