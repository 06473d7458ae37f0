import ArgumentParser
import JobQueue
import Logging
import ReviewModel
import ServiceLifecycle
import Storage
import UnixSignals

/// Works on queues without serving HTTP: as many of these as wanted share one database and one data folder.
struct WorkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "work", abstract: "Work on queues, without HTTP.",
        discussion: "Several of these, on one machine or many, share a database. The data folder holds the recordings and must be shared too.")

    @OptionGroup var storage: StorageOptions

    @Option(help: "The queues to work on: all, or a list such as quality,content.")
    var queues: QueueList

    @Option(help: "Jobs of each queue at once, instead of what the settings say.")
    var concurrency: Int?

    func validate() throws {
        guard !queues.stages.isEmpty else { throw ValidationError("Name at least one queue to work on.") }
        guard (1...256).contains(concurrency ?? 1) else { throw ValidationError("--concurrency must be from 1 to 256.") }
    }

    func run() async throws {
        let settings = try await storage.settings()
        let logger = Diagnostics.logger(settings.logLevel)
        let assembly = try await Diagnostics.opening { try Assembly(settings: settings, logger: logger) }
        logger.info("Working.", metadata: ["queues": "\(queues.stages.map(\.rawValue).joined(separator: ","))"])
        let services = [assembly.archive] + assembly.workers(queues.stages, concurrency: concurrency)
        try await assembly.group(services, signals: [.sigterm, .sigint]).run()
        try assembly.database.close()
    }
}
