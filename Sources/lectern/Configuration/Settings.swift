import ArgumentParser
import Configuration
import Foundation
import Logging
import ReviewModel
import Storage
import SystemPackage

/// What can be configured: a YAML file, then `LECTERN_*` variables, then flags; the later wins.
struct Settings: Sendable {
    /// The folder of the database and the recordings.
    var data: String
    /// The address of a PostgreSQL server; nil for the built-in database in the data folder.
    var database: String?
    /// A pooler in transaction mode stands in front of it.
    var usesPooler: Bool
    var host: String
    var port: Int
    /// The most bytes that a recording may have.
    var uploadLimit: Int64
    /// Hours for which an upload is kept that does not go on.
    var uploadLifetime: Double
    /// Seconds without a byte after which an upload's request is broken off.
    var uploadStall: Double
    /// Seconds that a job's claim holds without a heartbeat.
    var lease: Double
    /// Seconds between two signs of life of a running job.
    var heartbeat: Double
    /// Jobs of one course that may run at once in a queue; nil where only the workers limit it.
    var runningPerCourse: Int?
    /// Days for which finished jobs are kept where operators see them, and in the archive after that.
    var keepFinished: Double
    var keepArchived: Double
    /// Jobs of a queue that may run at once over all processes; absent where only the workers limit it.
    var running: [Stage: Int]
    var qualityWorkers: Int
    var transcriptionWorkers: Int
    var mediaExecutable: String
    var model: String
    var voiceActivityModel: String
    var language: String
    var logLevel: Logger.Level
    /// Those that reviews can name.
    var rubrics: RubricCatalogue
    var access: AccessSettings
    var collection: CollectionSettings

    /// Reads the file at `path`, where one is given, and the environment.
    static func load(file path: String?) async throws -> Settings {
        var providers: [any ConfigProvider] = [EnvironmentVariablesProvider().prefixKeys(with: "lectern")]
        if let path {
            do {
                providers.append(try await FileProvider<YAMLSnapshot>(filePath: FilePath(path)))
            } catch {
                throw ValidationError("The configuration \(path) cannot be read: \(error)")
            }
        }
        let reader = ConfigReader(providers: providers)
        let installation = Installation()
        let processors = ProcessInfo.processInfo.activeProcessorCount
        let lease = reader.double(forKey: "queue.lease", default: 20)
        let settings = Settings(
            data: reader.string(forKey: "data", default: "lectern-data"),
            database: reader.string(forKey: "database.url"),
            usesPooler: reader.bool(forKey: "database.pooler", default: false),
            host: reader.string(forKey: "http.host", default: "127.0.0.1"),
            port: reader.int(forKey: "http.port", default: 8080),
            uploadLimit: Int64(reader.int(forKey: "upload.limit", default: 50 << 30)),
            uploadLifetime: reader.double(forKey: "upload.lifetime-hours", default: 24),
            uploadStall: reader.double(forKey: "upload.stall-seconds", default: 60),
            lease: lease,
            heartbeat: min(5, lease / 4),
            runningPerCourse: reader.int(forKey: "queue.running-per-course"),
            keepFinished: reader.double(forKey: "queue.keep-finished-days", default: 30),
            keepArchived: reader.double(forKey: "queue.keep-archived-days", default: 365),
            running: Dictionary(
                uniqueKeysWithValues: Stage.allCases.compactMap { stage in
                    reader.int(forKey: ["queue", "running", stage.rawValue]).map { (stage, $0) }
                }),
            qualityWorkers: reader.int(forKey: "workers.quality", default: max(1, processors / 2)),
            transcriptionWorkers: reader.int(forKey: "workers.transcription", default: max(1, processors / 2)),
            mediaExecutable: reader.string(forKey: "media.executable") ?? installation.mediaExecutable,
            model: reader.string(forKey: "transcription.model") ?? installation.model("ggml-tiny.en.bin"),
            voiceActivityModel: reader.string(forKey: "transcription.voice-activity-model") ?? installation.model("silero-vad.bin"),
            language: reader.string(forKey: "transcription.language", default: "auto"),
            logLevel: reader.string(forKey: "log.level").flatMap(Logger.Level.init(rawValue:)) ?? .info,
            rubrics: try rubrics(in: reader.string(forKey: "rubrics.folder")),
            access: AccessSettings(reader), collection: CollectionSettings(reader))
        try settings.check()
        return settings
    }

    private static func rubrics(in folder: String?) throws -> RubricCatalogue {
        guard let folder else { return RubricCatalogue() }
        do {
            return try RubricFolder(path: folder).catalogue()
        } catch let error as RubricFile.Rejected {
            throw ValidationError("The configuration cannot be used.\n\(error)")
        }
    }

    func check() throws {
        let rules: [(Bool, String)] = [
            (lease >= 1, "queue.lease must be at least 1 second"),
            (runningPerCourse ?? 1 > 0, "queue.running-per-course must be over 0"),
            (running.values.allSatisfy { $0 > 0 }, "queue.running must be over 0 for each queue it names"),
            (keepFinished >= 0, "queue.keep-finished-days must not be negative"),
            (keepArchived >= 0, "queue.keep-archived-days must not be negative"),
            (database.map(PostgresDatabase.isAddress) ?? true, "database.url must begin with postgres://"),
            ((0...65535).contains(port), "http.port must be from 0 to 65535"),
            (uploadLimit > 0, "upload.limit must be over 0 bytes"),
            (uploadLifetime > 0, "upload.lifetime-hours must be over 0"),
            (uploadStall >= 1, "upload.stall-seconds must be at least 1"),
            ((0...256).contains(qualityWorkers), "workers.quality must be from 0 to 256"),
            ((0...256).contains(transcriptionWorkers), "workers.transcription must be from 0 to 256"),
        ]
        for (holds, text) in rules + access.rules + collection.rules where !holds {
            throw ValidationError("The configuration cannot be used: \(text).")
        }
    }
}
