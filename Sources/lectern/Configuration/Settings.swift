import ArgumentParser
import Configuration
import Foundation
import Logging
import SystemPackage

/// What can be configured: a YAML file, then `LECTERN_*` variables, then flags; the later wins.
struct Settings: Sendable {
    /// The folder of the database and the recordings.
    var data: String
    var host: String
    var port: Int
    /// The most bytes that a recording may have.
    var uploadLimit: Int64
    /// Seconds that a job's claim holds without a heartbeat.
    var lease: Double
    var qualityWorkers: Int
    var transcriptionWorkers: Int
    var mediaExecutable: String
    var model: String
    var voiceActivityModel: String
    var language: String
    var logLevel: Logger.Level

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
        return Settings(
            data: reader.string(forKey: "data", default: "lectern-data"),
            host: reader.string(forKey: "http.host", default: "127.0.0.1"),
            port: reader.int(forKey: "http.port", default: 8080),
            uploadLimit: Int64(reader.int(forKey: "upload.limit", default: 50 << 30)),
            lease: reader.double(forKey: "queue.lease", default: 20),
            qualityWorkers: reader.int(forKey: "workers.quality", default: max(1, processors / 2)),
            transcriptionWorkers: reader.int(forKey: "workers.transcription", default: max(1, processors / 2)),
            mediaExecutable: reader.string(forKey: "media.executable") ?? installation.mediaExecutable,
            model: reader.string(forKey: "transcription.model") ?? installation.model("ggml-tiny.en.bin"),
            voiceActivityModel: reader.string(forKey: "transcription.voice-activity-model") ?? installation.model("silero-vad.bin"),
            language: reader.string(forKey: "transcription.language", default: "auto"),
            logLevel: reader.string(forKey: "log.level").flatMap(Logger.Level.init(rawValue:)) ?? .info)
    }
}
