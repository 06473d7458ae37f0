import ArgumentParser
import Foundation
import JobQueue
import Storage

/// Tells what is installed, reachable and writable, and what to do about what is not.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "doctor", abstract: "Tell what is installed, reachable and writable.")

    @OptionGroup var options: StorageOptions

    func run() async throws {
        let settings = try await options.settings()
        var checks = [mediaProgram(settings), speechModel(settings), voiceModel(settings)]
        checks += await storage(settings)
        checks.append(room(settings))
        for check in checks {
            print("\(check.isFine ? "ok     " : "PROBLEM")  \(check.text)")
        }
        guard checks.allSatisfy(\.isFine) else { throw ExitStatus.unavailable }
    }

    struct Check {
        var isFine: Bool
        var text: String
    }

    private func mediaProgram(_ settings: Settings) -> Check {
        let path = settings.mediaExecutable
        return FileManager.default.isExecutableFile(atPath: path)
            ? Check(isFine: true, text: "media program: \(path)")
            : Check(isFine: false, text: "media program: \(path) is missing. Build it with 'swift build', or set media.executable.")
    }

    private func speechModel(_ settings: Settings) -> Check {
        file("speech model", settings.model, otherwise: "Run 'make setup', or set transcription.model to any ggml Whisper model.")
    }

    private func voiceModel(_ settings: Settings) -> Check {
        file("voice activity model", settings.voiceActivityModel, otherwise: "Run 'make setup', or set transcription.voice-activity-model.")
    }

    private func file(_ name: String, _ path: String, otherwise: String) -> Check {
        FileManager.default.isReadableFile(atPath: path)
            ? Check(isFine: true, text: "\(name): \(path)") : Check(isFine: false, text: "\(name): \(path) is missing. \(otherwise)")
    }

    /// Opens the store for real where there is one; otherwise tries it in a folder beside it, which it takes away again.
    private func storage(_ settings: Settings) async -> [Check] {
        let exists = FileManager.default.fileExists(atPath: settings.data)
        let folder = exists ? settings.data : settings.data + ".doctor"
        defer { if !exists { try? FileManager.default.removeItem(atPath: folder) } }
        do {
            _ = try FileBlobStore(root: folder)
            var place = settings
            place.data = folder
            let database = try Assembly.database(place)
            defer { try? database.close() }
            let text = "storage: \(settings.data), \(database.summary)"
            let storage =
                database.isDurable
                ? Check(isFine: true, text: text)
                : Check(isFine: false, text: text + ". A loss of power loses what was acknowledged: set fsync and synchronous_commit to on.")
            return [storage] + (try await QueueChecks.checks(of: JobQueue(database: database)))
        } catch let error as StorageError where error.code == .unavailable {
            return [Check(isFine: false, text: "storage: \(error) Is the server up, and is database.url right?")]
        } catch let error as StorageError where error.code == .busy || error.code == .tooNew {
            return [Check(isFine: false, text: "storage: \(error)")]
        } catch {
            return [Check(isFine: false, text: "storage: \(error) Choose another folder with --data, or mend its permissions.")]
        }
    }

    private func room(_ settings: Settings) -> Check {
        let folder = FileManager.default.fileExists(atPath: settings.data) ? settings.data : FileManager.default.currentDirectoryPath
        guard let free = FreeSpace.bytes(at: folder) else { return Check(isFine: false, text: "room: cannot be told for \(folder)") }
        let text = "room: \(free >> 30) GiB free at \(folder)"
        return Check(isFine: free > 5 << 30, text: free > 5 << 30 ? text : text + ". A lecture takes 1 to 5 GiB.")
    }
}
